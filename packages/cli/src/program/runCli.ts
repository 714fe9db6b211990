import { CommanderError } from "commander";
import { describeError } from "../errors/describeError.ts";
import { type ExitCode, exitCodes } from "../errors/exitCodes.ts";
import type { Host } from "../terminal/host.ts";
import { makeOutput } from "../terminal/output.ts";
import type { Run } from "../command/addCommand.ts";
import { makeProgram } from "./program.ts";

/** Runs the program with the arguments after its name. Prints every error, and never throws. */
export const runCli = async (host: Host, args: ReadonlyArray<string>): Promise<ExitCode> => {
  const run: Run = { host, exitCode: exitCodes.ok };
  try {
    await makeProgram(run).parseAsync([...args], { from: "user" });
    return run.exitCode;
  } catch (error) {
    // Printed by commander. Help and the version end with 0.
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    }
    const description = describeError(error);
    const isInterrupted = host.signal.aborted;
    makeOutput(host, { json: args.includes("--json"), quiet: false }).error(
      isInterrupted ? { ...description, message: "Interrupted.", problems: [] } : description,
    );
    return isInterrupted ? exitCodes.interrupted : description.exitCode;
  }
};
