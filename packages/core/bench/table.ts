import type { CandidateName } from "./candidates.ts";
import type { Measured } from "./statistics.ts";

export interface Row {
  readonly label: string;
  readonly cells: ReadonlyMap<CandidateName, string>;
}

const mapValues = <Name, Value>(
  values: ReadonlyMap<Name, Value>,
  text: (value: Value) => string,
): ReadonlyMap<Name, string> => new Map([...values].map(([name, value]) => [name, text(value)]));

/** A ratio with the absolute number beside it. */
const ratioRow =
  (unit: string, unitSize: number) =>
  (label: string, measured: ReadonlyMap<CandidateName, Measured>): Row => ({
    label,
    cells: mapValues(
      measured,
      ({ value, ratio }) => `${ratio.toFixed(2)} (${Math.round(value / unitSize)} ${unit})`,
    ),
  });

export const microsecondsRow = ratioRow("µs", 1);
export const millisecondsRow = ratioRow("ms", 1);
export const megabytesRow = ratioRow("MB", 1_000_000);

export const kilobytesRow = (label: string, sizes: ReadonlyMap<CandidateName, number>): Row => ({
  label,
  cells: mapValues(sizes, (bytes) => `${(bytes / 1000).toFixed(1)} kB`),
});

/** A Markdown table with a column for each candidate, and a dash where it was not measured. */
export const formatTable = (
  names: ReadonlyArray<CandidateName>,
  rows: ReadonlyArray<Row>,
): string => {
  const lines = [
    ["", ...names],
    ...rows.map(({ label, cells }) => [label, ...names.map((name) => cells.get(name) ?? "–")]),
  ];
  const widths = ["", ...names].map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]!.length)),
  );
  const format = (cells: ReadonlyArray<string>) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  const [head, ...body] = lines;
  const rule = widths.map((width) => "-".repeat(width));
  return [head!, rule, ...body].map(format).join("\n");
};
