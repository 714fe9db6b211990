import type { ExitCode } from "./exitCodes.ts";

interface Details {
  readonly exitCode: ExitCode;
  /** The next step for the user. */
  readonly hint?: string | undefined;
  /** One line each, such as the invalid fields. */
  readonly problems?: ReadonlyArray<string>;
}

/** An error that the user can act on. It is printed without a stack. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly problems: ReadonlyArray<string>;
  constructor(message: string, { exitCode, hint, problems = [] }: Details) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
    this.problems = problems;
  }
}
