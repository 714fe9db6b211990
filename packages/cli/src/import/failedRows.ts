import { isRecord, errorColumn, escapeFormula, type SourceRow } from "@knetik-users/core/bulk";
import { stringify } from "csv-stringify/sync";
import { stringifyJson } from "@knetik-users/core";
import { replaceFile } from "../files/writeAtomic.ts";
import { type SourceFile, sourceRows } from "./sourceRows.ts";

/** `users.csv.gz` → `users.failed.csv`. */
export const failedFile = (file: string): string =>
  file.replace(/\.gz$/, "").replace(/(\.\w+)?$/, (extension) => `.failed${extension}`);

/**
 * Writes the failed rows as they were, with the reason in one more column. The file can be repaired and
 * imported with the same options.
 */
export const writeFailedRows = async (
  source: SourceFile,
  titles: ReadonlyArray<string>,
  failures: ReadonlyMap<number, string>,
  file: string,
): Promise<void> => {
  const isCsv = source.format.rows === "csv";
  const { delimiter } = source;
  // A file of failed rows that failed again has the column already.
  const at = titles.indexOf(errorColumn);
  const kept = (cells: ReadonlyArray<string>) => cells.filter((_, index) => index !== at);
  const line = (cells: ReadonlyArray<string>, reason: string) =>
    stringify([[...kept(cells), escapeFormula(reason)]], { delimiter });
  const format = (row: SourceRow, reason: string): string =>
    row.cells === undefined
      ? `${stringifyJson({ ...(isRecord(row.json) ? row.json : {}), [errorColumn]: reason })}\n`
      : line(row.cells, reason);
  // Rows may contain passwords, so others cannot read the file.
  await replaceFile(file, async (handle) => {
    if (isCsv) await handle.appendFile(line(titles, errorColumn));
    for await (const row of sourceRows(source)) {
      const reason = failures.get(row.index);
      if (reason !== undefined) await handle.appendFile(format(row, reason));
    }
  });
};
