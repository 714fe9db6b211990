import { stringify } from "csv-stringify/browser/esm/sync";
import { escapeFormula } from "@knetik-users/core/bulk";

/** Between the columns of CSV. */
export const delimiters = [",", ";", "\t"] as const;
export type Delimiter = (typeof delimiters)[number];

/** Tells Excel that a file is UTF-8. */
export const byteOrderMark = "\uFEFF";

/** Everything but a number: spreadsheets do not split quoted cells. */
const notANumber = /^(?!-?\d+(?:\.\d+)?$)./s;

/**
 * Rows as CSV. Cells that a spreadsheet would run as formulas begin with an apostrophe, which an import
 * removes.
 */
export const csvText = (rows: ReadonlyArray<ReadonlyArray<string>>, delimiter: Delimiter): string =>
  stringify(
    rows.map((cells) => cells.map(escapeFormula)),
    { delimiter, quoted_match: notANumber, record_delimiter: "windows" },
  );
