import { vi } from "vitest";
import { program } from "../src/cli/runCli.ts";

/** What a command wrote, and whether it failed. */
export interface CommandResult {
  readonly output: string;
  readonly errors: string;
  readonly failed: boolean;
}

/** Runs a command of the program in this process. */
export const runCommand = async (...flags: ReadonlyArray<string>): Promise<CommandResult> => {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  // The test run may have set its own exit code already: restore it.
  const exitCode = process.exitCode;
  try {
    process.exitCode = 0;
    await program.parseAsync(flags, { from: "user" });
    const failed = process.exitCode === 1;
    return { output: written.stdout.trim(), errors: written.stderr.trim(), failed };
  } finally {
    process.exitCode = exitCode;
    for (const spy of spies) spy.mockRestore();
  }
};
