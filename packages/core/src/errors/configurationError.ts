/** One problem with the options of a client. */
export interface ConfigurationProblem {
  /** Stable code, such as `KU1001`. Search for it in the documentation. */
  readonly code: string;
  /** The option, such as `retry.retries`. */
  readonly option: string;
  readonly why: string;
  readonly fix: string;
}

/** Thrown for invalid client options. Lists every problem. */
export class ConfigurationError extends Error {
  readonly _tag = "ConfigurationError";
  override readonly name = "ConfigurationError";
  readonly problems: ReadonlyArray<ConfigurationProblem>;
  constructor(problems: ReadonlyArray<ConfigurationProblem>) {
    super(
      problems.map(({ code, option, why, fix }) => `[${code}] ${option}: ${why} ${fix}`).join("\n"),
    );
    this.problems = problems;
  }
}
