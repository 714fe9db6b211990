/** A free name for a copy: `level` becomes `level2`, `level2` becomes `level3`. */
export const copiedName = (name: string, taken: ReadonlyArray<string>): string => {
  const stem = name.replace(/\d+$/, "");
  for (let number = 2; ; number++) {
    const copy = `${stem}${number}`;
    if (!taken.includes(copy)) return copy;
  }
};
