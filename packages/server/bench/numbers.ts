export const median = (numbers: ReadonlyArray<number>): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;

export const roundTo = (digits: number, number: number): number => Number(number.toFixed(digits));
