import {
  isRecord,
  uniqueFields,
  uniqueKeysOf,
  type ImportRow,
  readRow,
  type RowIssue,
  type RowReader,
} from "@knetik-users/core/bulk";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
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
  const unused = new Set(reader.names.keys());
  let rows = 0;
  for await (const row of sourceRows(source)) {
    rows += 1;
    for (const name of unused)
      if (isRecord(row.json) && Object.hasOwn(row.json, name)) unused.delete(name);
    const read = readRow(reader, row);
    if (!isRow(read)) {
      for (const issue of read) report(issue);
      continue;
    }
    for (const [field, key] of uniqueKeysOf(reader, read)) {
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
  const [missing] = unused;
  if (missing === undefined) return rows;
  throw new CliError(`No row of the file has "${missing}".`, {
    exitCode: exitCodes.usage,
    hint: "Check the spelling in --map and --ignore. Nothing was sent.",
  });
};
