/** What is wrong with the options: all of it, so that nobody mends it one start at a time. */
export interface Problems {
  readonly demand: (holds: boolean, option: string, must: string) => void;
  readonly throwAny: () => void;
}

export const makeProblems = (): Problems => {
  const found: Array<string> = [];
  return {
    demand: (holds, option, must) => {
      if (!holds) found.push(`${option} must be ${must}.`);
    },
    throwAny: () => {
      const [first, ...others] = found;
      if (first === undefined) return;
      throw new TypeError(
        others.length === 0
          ? `createServer: ${first}`
          : ["createServer: the options have several problems:", ...found].join("\n  "),
      );
    },
  };
};
