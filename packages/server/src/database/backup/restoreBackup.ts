import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import * as Schema from "effect/Schema";
import { maxRowsPerInsert } from "../chunks.ts";
import { type Database, migrationNames, type Queries } from "../database.ts";
import type { Tables } from "../tables.ts";
import { DatabaseUnavailable } from "../databaseErrors.ts";
import { tablesWithGeneratedIds, type StoredTable } from "../tableKeys.ts";
import { type BackupRow, EndSchema, HeaderSchema, RowSchema } from "./backupFormat.ts";

/** A backup cannot be restored, for a reason that the operator can act on. */
class BackupError extends Error {
  override readonly name = "BackupError";
}

const decode = <A>(schema: Schema.Codec<A, unknown>) => {
  const read = Schema.decodeUnknownOption(schema);
  return (line: string): A | undefined => {
    const value = read(parse(line));
    return value._tag === "Some" ? value.value : undefined;
  };
};
const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
const readHeader = decode(HeaderSchema);
const readRow = decode(RowSchema);
const readEnd = decode(EndSchema);

async function* linesOf(file: string): AsyncGenerator<string> {
  const text = pipeline(createReadStream(file), createGunzip(), () => {});
  try {
    yield* createInterface({ input: text, crlfDelay: Infinity });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT") throw new BackupError(`${file} does not exist.`);
    // Of zlib: the file is not compressed, or ends too early.
    if (code.startsWith("Z_")) {
      throw new BackupError(`${file} is not a backup or is incomplete.`);
    }
    throw error;
  }
}

const checkHeader = (line: string | undefined): typeof HeaderSchema.Type => {
  const header = line === undefined ? undefined : readHeader(line);
  if (header === undefined) throw new BackupError("The file is not a backup of this server.");
  if (header.migrations.join() !== migrationNames.join()) {
    throw new BackupError(
      `The backup was made by another version of the server, with the migration ` +
        `${header.migrations.at(-1) ?? "(none)"}. This one has ${migrationNames.at(-1) ?? "(none)"}. ` +
        "Restore the backup with the version that made it, then upgrade: the server migrates the tables.",
    );
  }
  return header;
};

const requireEmptyDatabase = async (queries: Queries) => {
  for (const table of ["users", "oauth_clients", "templates", "settings"] as const) {
    const row = await queries.selectFrom(table).selectAll().limit(1).executeTakeFirst();
    if (row !== undefined) {
      throw new BackupError("The database is not empty. Restore a backup into a new database.");
    }
  }
};

const insert = async (
  queries: Queries,
  table: StoredTable,
  rows: ReadonlyArray<BackupRow["row"]>,
) => {
  try {
    // The columns are those of the header's migrations.
    await queries.insertInto(table).values(rows).execute();
  } catch (cause) {
    if (cause instanceof DatabaseUnavailable) throw cause;
    throw new BackupError(`The backup is corrupt: could not insert the rows of ${table}.`, {
      cause,
    });
  }
};

/**
 * Restores a backup into an empty database, completely or not at all.
 *
 * @returns the number of rows by table.
 */
export const restoreBackup = (
  { queries, kind }: Database,
  file: string,
): Promise<{ readonly [table: string]: number }> =>
  queries.transaction().execute(async (transaction) => {
    await requireEmptyDatabase(transaction);
    const lines = linesOf(file);
    const first = await lines.next();
    const { lastIds } = checkHeader(first.done === true ? undefined : first.value);

    const counts: Record<string, number> = {};
    let waiting:
      { readonly table: StoredTable; readonly rows: Array<BackupRow["row"]> } | undefined;
    const flush = async () => {
      if (waiting !== undefined) await insert(transaction, waiting.table, waiting.rows);
      waiting = undefined;
    };
    let isComplete = false;
    for await (const line of lines) {
      const entry = readRow(line);
      if (entry === undefined) {
        isComplete = JSON.stringify(readEnd(line)?.rows) === JSON.stringify(counts);
        break;
      }
      if (waiting?.table !== entry.table || waiting.rows.length >= maxRowsPerInsert) {
        await flush();
        waiting = { table: entry.table, rows: [] };
      }
      waiting.rows.push(entry.row);
      counts[entry.table] = (counts[entry.table] ?? 0) + 1;
    }
    if (!isComplete)
      throw new BackupError(`${file} is corrupt: it does not have the rows that it should.`);
    await flush();
    for (const table of tablesWithGeneratedIds) {
      await kind.resetSequence<Tables>(transaction, table, lastIds?.[table]);
    }
    return counts;
  });
