import type { CandidateName } from "./candidates.ts";
import { median, type Measured } from "./statistics.ts";

type Cells = ReadonlyMap<CandidateName, Measured>;

export interface Row {
  readonly label: string;
  readonly cells: Cells;
  readonly format: (measured: Measured) => string;
}

/** Ratios with the absolute number beside them. */
const ratioRow =
  (unit: string, unitSize: number) =>
  (label: string, cells: Cells): Row => ({
    label,
    cells,
    format: ({ value, ratio }) => `${ratio.toFixed(2)} (${Math.round(value / unitSize)} ${unit})`,
  });

export const microsecondsRow = ratioRow("µs", 1);
export const millisecondsRow = ratioRow("ms", 1);
export const megabytesRow = ratioRow("MB", 1_000_000);

export const kilobytesRow = (label: string, sizes: ReadonlyMap<CandidateName, number>): Row => ({
  label,
  cells: new Map([...sizes].map(([name, value]) => [name, { value, ratio: Number.NaN }])),
  format: ({ value }) => `${(value / 1000).toFixed(1)} kB`,
});

/** The rows of several runs as one: the median of each number. */
export const mediansOf = (runs: ReadonlyArray<ReadonlyArray<Row>>): ReadonlyArray<Row> =>
  (runs[0] ?? []).map((row, index) => {
    const measured = (name: CandidateName) =>
      runs.flatMap((rows) => rows[index]?.cells.get(name) ?? []);
    return {
      ...row,
      cells: new Map(
        [...row.cells.keys()].map((name) => [
          name,
          {
            value: median(measured(name).map(({ value }) => value)),
            ratio: median(measured(name).map(({ ratio }) => ratio)),
          },
        ]),
      ),
    };
  });

/** A Markdown table with a column for each candidate, and a dash where it was not measured. */
export const formatTable = (
  names: ReadonlyArray<CandidateName>,
  rows: ReadonlyArray<Row>,
): string => {
  const lines = [
    ["", ...names],
    ...rows.map(({ label, cells, format: formatCell }) => [
      label,
      ...names.map((name) => {
        const measured = cells.get(name);
        return measured === undefined ? "–" : formatCell(measured);
      }),
    ]),
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
