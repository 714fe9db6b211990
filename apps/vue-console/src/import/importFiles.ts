import { stringifyJson } from "@knetik-users/core";
import { errorColumn, isRecord, type RowResult, unescapeFormula } from "@knetik-users/core/bulk";
import { byteOrderMark, csvText, type Delimiter, delimiters } from "../files/csvText.ts";
import type { ImportSource } from "./checkFile.ts";
import type { RowFailure } from "./journal.ts";
import { sourceRows } from "./sourceRows.ts";

const delimiterOf = (delimiter: string): Delimiter =>
  delimiters.find((each) => each === delimiter) ?? ",";

/**
 * The failed rows as they were, with the reason in one more column, which an import ignores. The file can be
 * repaired and imported again.
 */
export const failedRows = async (
  { file, form, reader }: ImportSource,
  failures: ReadonlyMap<number, RowFailure>,
): Promise<Blob> => {
  const delimiter = delimiterOf(form.delimiter);
  // A file of failed rows that failed again has the column already.
  const at = reader.titles.indexOf(errorColumn);
  const line = (cells: ReadonlyArray<string>, reason: string) =>
    csvText(
      [[...cells.filter((_, index) => index !== at).map(unescapeFormula), reason]],
      delimiter,
    );
  const pieces: Array<string> =
    form.rows === "csv" ? [byteOrderMark, line(reader.titles, errorColumn)] : [];
  for await (const row of sourceRows(file, form)) {
    const reason = failures.get(row.index)?.reason;
    if (reason === undefined) continue;
    pieces.push(
      row.cells === undefined
        ? `${stringifyJson({ ...(isRecord(row.json) ? row.json : {}), [errorColumn]: reason })}\n`
        : line(row.cells, reason),
    );
  }
  return new Blob(pieces);
};

/** What has become of each row, as CSV. Rows are named by their lines: their cells may be secret. */
export const importReport = async (
  { file, form }: ImportSource,
  stateOf: (index: number) => RowResult | "sending" | undefined,
  failures: ReadonlyMap<number, RowFailure>,
): Promise<Blob> => {
  const pieces: Array<string> = [byteOrderMark, csvText([["line", "result", "error"]], ",")];
  for await (const { index, line } of sourceRows(file, form)) {
    const state = stateOf(index) ?? "waiting";
    pieces.push(csvText([[String(line), state, failures.get(index)?.reason ?? ""]], ","));
  }
  return new Blob(pieces, { type: "text/csv" });
};

/** `users.csv` → `users.failed.csv`. */
export const failedName = (name: string): string =>
  name.replace(/(\.\w+)?$/, (extension) => `.failed${extension}`);
