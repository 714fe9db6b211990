/** Collects the values of an option that may be repeated. */
export const collect = (
  value: string,
  earlier: ReadonlyArray<string> = [],
): ReadonlyArray<string> => [...earlier, value];
