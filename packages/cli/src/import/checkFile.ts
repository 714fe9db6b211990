import { foldName } from "../users/findUser.ts";
import { type ImportRow, readRow, type RowIssue, type RowReader } from "./importRow.ts";
import { makeSeenKeys } from "./seenKeys.ts";
import { type SourceFile, sourceRows } from "./sourceRows.ts";

const isRow = (read: ImportRow | ReadonlyArray<RowIssue>): read is ImportRow =>
  !Array.isArray(read);

/** The rows of a file that was checked before. */
export async function* importRows(
  source: SourceFile,
  reader: RowReader,
): AsyncGenerator<ImportRow> {
  for await (const row of sourceRows(source)) {
    const read = readRow(reader, row);
    // The file was changed while it was imported.
    if (!isRow(read)) throw new Error(`Line ${row.line} has become invalid.`);
    yield read;
  }
}

/** Names that no two rows may share, because the API does not allow it. */
const uniqueFields = ["username", "email"] as const;

const keysOf = (
  reader: RowReader,
  { id, record }: ImportRow,
): ReadonlyArray<readonly [field: string, key: string]> => [
  ...(reader.key === "id" && id !== undefined ? [["id", String(id)] as const] : []),
  ...uniqueFields.flatMap((field) => {
    const name = record[field];
    return typeof name === "string" ? [[field, foldName(name)] as const] : [];
  }),
];

/** The number of names that a row can have. */
const keysPerRow = ({ key, columns }: RowReader): number => {
  const fields = [...uniqueFields, ...(key === "id" ? ["id"] : [])];
  return columns.length === 0
    ? fields.length
    : fields.filter((field) => columns.some((column) => column?.field === field)).length;
};

/**
 * Checks a whole file, and reports each problem. Returns the number of rows.
 *
 * @param lines - At least the number of rows.
 */
export const checkFile = async (
  source: SourceFile,
  reader: RowReader,
  lines: number,
  report: (issue: RowIssue) => void,
): Promise<number> => {
  const seen = makeSeenKeys(lines * keysPerRow(reader));
  let rows = 0;
  for await (const row of sourceRows(source)) {
    rows += 1;
    const read = readRow(reader, row);
    if (!isRow(read)) {
      for (const issue of read) report(issue);
      continue;
    }
    for (const [field, key] of keysOf(reader, read)) {
      const earlier = seen.add(`${field}:${key}`, read.line);
      if (earlier === undefined) continue;
      const column = reader.columns.findIndex((each) => each?.field === field);
      report({
        line: read.line,
        ...(column >= 0 && { column: column + 1 }),
        field: reader.titles[column] ?? field,
        message: `is the same as in line ${earlier}`,
      });
    }
  }
  return rows;
};
