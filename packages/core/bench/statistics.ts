/** The middle of the values, or the mean of the two in the middle. */
export const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("No values to take a median of.");
  return (lower + upper) / 2;
};

/** What the candidates of one row cost in one round. */
export type Round<Name extends string> = ReadonlyMap<Name, number>;

/** A candidate's median, and its ratio to the row's baseline. */
export interface Measured {
  readonly value: number;
  readonly ratio: number;
}

/**
 * Compares within each round before taking the median: what else the machine does in a round then
 * costs the candidate and the baseline alike. The ratio may thus differ from the quotient of the medians.
 */
export const compare = <Name extends string>(
  rounds: ReadonlyArray<Round<Name>>,
  baseline: Name,
): ReadonlyMap<Name, Measured> => {
  const of = (round: Round<Name>, name: Name) => {
    const value = round.get(name);
    if (value === undefined) throw new Error(`${name} was not measured in every round.`);
    return value;
  };
  return new Map(
    [...(rounds[0]?.keys() ?? [])].map((name) => [
      name,
      {
        value: median(rounds.map((round) => of(round, name))),
        ratio: median(rounds.map((round) => of(round, name) / of(round, baseline))),
      },
    ]),
  );
};
