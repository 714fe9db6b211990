import {
  type ImportRow,
  readRow,
  type RowIssue,
  type RowReader,
  uniqueKeysOf,
} from "@knetik-users/core/bulk";
import type { FileForm } from "./fileForm.ts";
import { sourceRows } from "./sourceRows.ts";

/** A problem of a row; two rows may also have the same name. */
export interface FileIssue extends RowIssue {
  /** The line that has the name already. */
  readonly sameAs?: number;
}

/** A file and what its rows mean. */
export interface ImportSource {
  readonly file: File;
  readonly form: FileForm;
  readonly reader: RowReader;
}

const isRow = (read: ImportRow | ReadonlyArray<RowIssue>): read is ImportRow =>
  !Array.isArray(read);

/** The rows of a file that was checked before. */
export async function* importRows({ file, form, reader }: ImportSource): AsyncGenerator<ImportRow> {
  for await (const row of sourceRows(file, form)) {
    const read = readRow(reader, row);
    // Browsers refuse to read a file that was changed, so this does not happen.
    if (!isRow(read)) throw new Error(`Line ${row.line} has become invalid.`);
    yield read;
  }
}

/** Checks a whole file. Returns the number of rows and every problem with them. */
export const checkFile = async (
  { file, form, reader }: ImportSource,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<{ readonly rows: number; readonly issues: ReadonlyArray<FileIssue> }> => {
  const issues: Array<FileIssue> = [];
  const seen = new Map<string, number>();
  let rows = 0;
  for await (const row of sourceRows(file, form)) {
    signal.throwIfAborted();
    rows += 1;
    if (rows % 500 === 0) onProgress(rows);
    const read = readRow(reader, row);
    if (!isRow(read)) {
      issues.push(...read);
      continue;
    }
    for (const [field, key] of uniqueKeysOf(reader, read)) {
      const sameAs = seen.get(`${field}:${key}`);
      if (sameAs === undefined) {
        seen.set(`${field}:${key}`, read.line);
        continue;
      }
      const column = reader.columns.findIndex((each) => each?.field === field);
      issues.push({
        line: read.line,
        ...(column >= 0 && { column: column + 1 }),
        field: reader.titles[column] ?? field,
        message: `is the same as in line ${sameAs}`,
        sameAs,
      });
    }
  }
  return { rows, issues };
};
