import { ConfigurationError, type ConfigurationProblem } from "@knetik-users/core/effect";

/** An invalid option. Does not repeat the value, which may be a secret. */
export const optionProblem = (option: string, expected: string): ConfigurationProblem => ({
  code: "KUS1001",
  option,
  why: "Is invalid.",
  fix: `Use ${expected}.`,
});

/** Collects the problems of all options, so that one start reports every problem. */
export interface Problems {
  /** `expected` describes a valid value, such as `a port`. */
  readonly require: (holds: boolean, option: string, expected: string) => void;
  /** Throws a `ConfigurationError` if there are problems. */
  readonly throwAny: () => void;
}

export const makeProblems = (): Problems => {
  const found: Array<ConfigurationProblem> = [];
  return {
    require: (holds, option, expected) => {
      if (!holds) found.push(optionProblem(option, expected));
    },
    throwAny: () => {
      if (found.length > 0) throw new ConfigurationError(found);
    },
  };
};
