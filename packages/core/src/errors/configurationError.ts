/** One thing that is wrong with the options of a client. */
export interface ConfigurationProblem {
  /** Never changes its meaning; search for it. */
  readonly code: string;
  /** The option, such as `retry.retries`. */
  readonly option: string;
  readonly why: string;
  readonly fix: string;
}

/** Thrown where a client is made with options that cannot work. Lists every problem at once. */
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
