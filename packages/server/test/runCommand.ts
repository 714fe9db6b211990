import { vi } from "vitest";
import { program } from "../src/cli/runCli.ts";

/** What a command wrote, and whether it failed. */
export interface CommandResult {
  readonly output: string;
  readonly errors: string;
  readonly failed: boolean;
}

/** Commander ends the process after a wrong flag. */
class Exited extends Error {}

/** Runs a command of the program in this process. */
export const runCommand = async (...flags: ReadonlyArray<string>): Promise<CommandResult> => {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  const exit = vi.spyOn(process, "exit").mockImplementation((code) => {
    process.exitCode = code ?? 0;
    throw new Exited();
  });
  // The test run may have set its own exit code already: restore it.
  const exitCode = process.exitCode;
  try {
    process.exitCode = 0;
    await program.parseAsync(flags, { from: "user" }).catch((error: unknown) => {
      if (!(error instanceof Exited)) throw error;
    });
    const failed = process.exitCode === 1;
    return { output: written.stdout.trim(), errors: written.stderr.trim(), failed };
  } finally {
    process.exitCode = exitCode;
    for (const spy of [...spies, exit]) spy.mockRestore();
  }
};
