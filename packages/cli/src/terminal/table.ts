import cliTruncate from "cli-truncate";
import stringWidth from "string-width";
import { printable } from "./printable.ts";

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  /** Numbers are aligned to the right. */
  readonly align?: "left" | "right";
}

const gap = "  ";
/** A column is not made narrower than this. */
const minimumWidth = 6;

/** Takes from the widest columns until the table fits. */
const fit = (natural: ReadonlyArray<number>, available: number): ReadonlyArray<number> => {
  const widths = [...natural];
  const total = () => widths.reduce((sum, width) => sum + width, 0);
  for (let excess = total() - available; excess > 0; excess = total() - available) {
    const widest = Math.max(...widths);
    if (widest <= minimumWidth) break;
    const next = Math.max(minimumWidth, ...widths.filter((width) => width < widest));
    const shared = widths.filter((width) => width === widest).length;
    const cut = Math.max(1, Math.min(widest - next, Math.ceil(excess / shared)));
    for (const [index, width] of widths.entries()) {
      if (width === widest) widths[index] = width - cut;
    }
  }
  return widths;
};

/**
 * Lays out a table, one line per row. Columns without a value in any row are left out; cells that do
 * not fit into `maxWidth` are cut.
 *
 * @param bold - Formats the titles.
 */
export const formatTable = <Row>(
  columns: ReadonlyArray<Column<Row>>,
  rows: ReadonlyArray<Row>,
  { maxWidth = Infinity, bold = (text: string) => text } = {},
): string => {
  const filled = columns
    .map((column) => ({ ...column, cells: rows.map((row) => printable(column.cell(row))) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const widths = fit(
    filled.map(({ title, cells }) =>
      Math.max(...[title, ...cells].map((cell) => stringWidth(cell))),
    ),
    maxWidth - gap.length * (filled.length - 1),
  );
  const line = (cells: ReadonlyArray<string>, format = (text: string) => text): string =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        const text = stringWidth(cell) > width ? cliTruncate(cell, width) : cell;
        const padding = " ".repeat(Math.max(0, width - stringWidth(text)));
        if (filled[index]?.align === "right") return padding + format(text);
        return index === cells.length - 1 ? format(text) : format(text) + padding;
      })
      .join(gap)
      .trimEnd();
  return [
    line(
      filled.map(({ title }) => title),
      bold,
    ),
    ...rows.map((_, row) => line(filled.map(({ cells }) => cells[row] ?? ""))),
  ].join("\n");
};
