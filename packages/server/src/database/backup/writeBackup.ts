import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { sql } from "kysely";
import { type Database, migrationNames, type Queries } from "../database.ts";
import { backupTables, type StoredTable, tableKeys, tablesWithGeneratedIds } from "../tableKeys.ts";
import type { Tables } from "../tables.ts";

type Row = Readonly<Record<string, unknown>>;

const pageSize = 1_000;

/** The next rows of a table in key order. */
const pageOf = async (queries: Queries, table: StoredTable, last: Row | undefined) => {
  const columns: ReadonlyArray<string> = tableKeys[table];
  const key = sql.join(columns.map((column) => sql.ref(column)));
  const after =
    last === undefined
      ? sql``
      : sql`where (${key}) > (${sql.join(columns.map((column) => last[column]))})`;
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} ${after} order by ${key} limit ${sql.lit(pageSize)}
  `.execute(queries);
  return rows;
};

async function* rowsOf(queries: Queries, table: StoredTable): AsyncGenerator<Row> {
  let last: Row | undefined;
  for (;;) {
    const rows = await pageOf(queries, table, last);
    yield* rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1);
  }
}

const lineOf = (value: unknown) => `${JSON.stringify(value)}\n`;

async function* linesOf(
  { kind }: Database,
  queries: Queries,
  seconds: number,
  counts: Record<string, number>,
): AsyncGenerator<string> {
  const lastIds: Record<string, number> = {};
  for (const table of tablesWithGeneratedIds) {
    lastIds[table] = await kind.lastId<Tables>(queries, table);
  }
  const format = "knetik-users-backup";
  yield lineOf({ format, migrations: migrationNames, at: seconds, lastIds });
  for (const table of backupTables) {
    for await (const row of rowsOf(queries, table)) {
      counts[table] = (counts[table] ?? 0) + 1;
      yield lineOf({ table, row });
    }
  }
  yield lineOf({ rows: counts });
}

/**
 * Writes a consistent snapshot of all rows, except messages, to a new file that only its owner may
 * read, because it contains hashes of passwords and tokens. Others can read and write in the
 * meantime.
 *
 * @returns how many rows there are of each table.
 */
export const writeBackup = async (
  database: Database,
  file: string,
  seconds: number,
): Promise<{ readonly [table: string]: number }> => {
  // The file gets its name only when it is complete.
  const part = `${file}.${randomUUID()}.part`;
  const counts: Record<string, number> = {};
  try {
    await database.queries
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute((transaction) =>
        pipeline(
          Readable.from(linesOf(database, transaction, seconds, counts)),
          createGzip(),
          createWriteStream(part, { mode: 0o600, flags: "wx", flush: true }),
        ),
      );
    // Unlike rename, link does not replace an existing file.
    await link(part, file);
  } finally {
    await rm(part, { force: true });
  }
  return counts;
};
