/** Repeatable random numbers, so that a failed bootstrap can be repeated. */
const makeRandom = (seed: number) => {
  let state = seed;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const medianOf = (samples: ReadonlyArray<number> | Float64Array): number => {
  const sorted = Float64Array.from(samples).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

const resampled = (samples: ReadonlyArray<number>, random: () => number) =>
  Float64Array.from(samples, () => samples[Math.floor(random() * samples.length)] ?? NaN);

export interface Difference {
  readonly median: number;
  /** The 99 % confidence interval. */
  readonly low: number;
  readonly high: number;
}

/** The difference between the medians of `others` and `samples`, with a bootstrap interval. */
export const differenceOf = (
  samples: ReadonlyArray<number>,
  others: ReadonlyArray<number>,
  rounds = 1_000,
): Difference => {
  const random = makeRandom(1);
  const differences = Float64Array.from(
    { length: rounds },
    () => medianOf(resampled(others, random)) - medianOf(resampled(samples, random)),
  ).sort();
  return {
    median: medianOf(others) - medianOf(samples),
    low: differences[Math.floor(rounds * 0.005)] ?? NaN,
    high: differences[Math.ceil(rounds * 0.995) - 1] ?? NaN,
  };
};

/** The numbers from 0, shuffled differently in each round. */
export const shuffled = (length: number, round: number): ReadonlyArray<number> => {
  const random = makeRandom(round + 1);
  return Array.from({ length }, (_, index) => ({ index, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ index }) => index);
};
