/** One problem with the options. */
export interface OptionProblem {
  /** Such as `mail.from`. */
  readonly option: string;
  /** The requirement, such as `a port`. */
  readonly must: string;
}

const sentence = ({ option, must }: OptionProblem) => `${option} must be ${must}.`;

const messageOf = (problems: ReadonlyArray<OptionProblem>): string => {
  const [first, ...others] = problems;
  if (first === undefined) return "createServer: invalid options.";
  return others.length === 0
    ? `createServer: ${sentence(first)}`
    : ["createServer: invalid options:", ...problems.map(sentence)].join("\n  ");
};

/** The server options are invalid. Lists every problem, without values, which may be secrets. */
export class OptionsError extends TypeError {
  override readonly name = "OptionsError";
  readonly problems: ReadonlyArray<OptionProblem>;

  constructor(problems: ReadonlyArray<OptionProblem>) {
    super(messageOf(problems));
    this.problems = problems;
  }
}

/** Collects all problems of the options, so that one start reports all of them. */
export interface Problems {
  readonly require: (holds: boolean, option: string, must: string) => void;
  readonly throwAny: () => void;
}

export const makeProblems = (): Problems => {
  const found: Array<OptionProblem> = [];
  return {
    require: (holds, option, must) => {
      if (!holds) found.push({ option, must });
    },
    throwAny: () => {
      if (found.length > 0) throw new OptionsError(found);
    },
  };
};
