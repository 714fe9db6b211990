/** One option that cannot be as it is. */
export interface OptionProblem {
  /** Such as `mail.from`. */
  readonly option: string;
  /** What it has to be. */
  readonly must: string;
}

const sentence = ({ option, must }: OptionProblem) => `${option} must be ${must}.`;

const messageOf = (problems: ReadonlyArray<OptionProblem>): string => {
  const [first, ...others] = problems;
  if (first === undefined) return "createServer: the options cannot be used.";
  return others.length === 0
    ? `createServer: ${sentence(first)}`
    : ["createServer: the options have several problems:", ...problems.map(sentence)].join("\n  ");
};

/** The options of a server cannot be used. Every problem is in it, and no value, which may be a secret. */
export class OptionsError extends TypeError {
  override readonly name = "OptionsError";
  readonly problems: ReadonlyArray<OptionProblem>;

  constructor(problems: ReadonlyArray<OptionProblem>) {
    super(messageOf(problems));
    this.problems = problems;
  }
}

/** What is wrong with the options: all of it, so that nobody mends it one start at a time. */
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
