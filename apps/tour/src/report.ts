import colors from "picocolors";

/** Output of a step, in one or a few lines. */
export type Outcome = string | ReadonlyArray<string>;

const indent = "    ";

export const heading = (text: string): void => {
  console.log(`\n${colors.bold(text)}`);
};

export const note = (text: string): void => {
  console.log(colors.dim(`  ${text}`));
};

/** Prints a call and its result. */
export const reportStep = (call: string, outcome: Outcome, milliseconds: number): void => {
  console.log(`  ${colors.cyan("›")} ${call} ${colors.dim(`${Math.round(milliseconds)} ms`)}`);
  for (const line of typeof outcome === "string" ? [outcome] : outcome) {
    console.log(`${indent}${line}`);
  }
};

export const success = (text: string): string => `${colors.green("✓")} ${text}`;
export const failure = (text: string): string => `${colors.yellow("✗")} ${text}`;

/** Formats rows as a table. */
export const table = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
};
