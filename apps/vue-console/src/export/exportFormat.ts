import { stringifyJson } from "@knetik-users/core";
import type { FieldColumn, WireRecord } from "@knetik-users/core/bulk";
import { byteOrderMark, csvText, type Delimiter } from "../files/csvText.ts";

export type ExportFormat = "csv" | "ndjson";

/** How an export is written. */
export interface ExportOptions {
  readonly format: ExportFormat;
  readonly columns: ReadonlyArray<FieldColumn>;
  /** Of CSV. */
  readonly delimiter: Delimiter;
  /** Begins CSV with a byte order mark, for Excel. */
  readonly isForExcel: boolean;
}

export const extensions = { csv: "csv", ndjson: "ndjson" } as const;
export const mediaTypes = {
  csv: "text/csv;charset=utf-8",
  ndjson: "application/x-ndjson",
} as const;

/** The chosen fields of a user as JSON that can be imported: properties are below their field. */
const pickFields = (columns: ReadonlyArray<FieldColumn>, record: WireRecord): WireRecord => {
  const picked: Record<string, unknown> = {};
  for (const column of columns) {
    const value = column.read(record);
    if (value === undefined) continue;
    if (column.property === undefined) picked[column.field] = value;
    else {
      const properties = (picked[column.field] ??= {}) as Record<string, unknown>;
      properties[column.property] = value;
    }
  }
  return picked;
};

/** What stands before the first row. */
export const headOf = ({ format, columns, delimiter, isForExcel }: ExportOptions): string =>
  format === "ndjson"
    ? ""
    : (isForExcel ? byteOrderMark : "") + csvText([columns.map(({ name }) => name)], delimiter);

/** Users as rows of the file. */
export const rowsText = (
  { format, columns, delimiter }: ExportOptions,
  records: ReadonlyArray<WireRecord>,
): string =>
  format === "ndjson"
    ? records.map((record) => `${stringifyJson(pickFields(columns, record))}\n`).join("")
    : csvText(
        records.map((record) => columns.map((column) => column.format(record))),
        delimiter,
      );
