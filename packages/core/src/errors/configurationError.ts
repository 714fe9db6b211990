/** One problem with the options of a client. */
export interface ConfigurationProblem {
  /** Stable code, such as `KU1001`. Search for it in the documentation. */
  readonly code: string;
  /** The option, such as `retry.retries`. */
  readonly option: string;
  /** What is wrong. Contains no secrets. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
}

/** Thrown for invalid client options. Lists every problem. */
export class ConfigurationError extends Error {
  /** Distinguishes it from the errors of calls. */
  readonly _tag = "ConfigurationError";
  /** Shown in stack traces. */
  override readonly name = "ConfigurationError";
  /** All of them, not only the first. */
  readonly problems: ReadonlyArray<ConfigurationProblem>;
  constructor(problems: ReadonlyArray<ConfigurationProblem>) {
    super(
      problems.map(({ code, option, why, fix }) => `[${code}] ${option}: ${why} ${fix}`).join("\n"),
    );
    this.problems = problems;
  }
}
