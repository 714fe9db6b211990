import { setImmediate as nextTurn } from "node:timers/promises";
import { type Expression, sql } from "kysely";
import type { Database } from "../../../database/database.ts";

/** The last row of a chunk. */
export interface LastRow {
  readonly key: unknown;
  readonly id: number;
}

interface ChunkRow {
  readonly ids: string | null;
  readonly key: unknown;
}

/**
 * Reads ids in the order of a key and then of the id. A user that changes meanwhile may be missing or
 * appear twice; the others are complete.
 *
 * @param size - Rows that are read at once. Others use the database in the meantime: SQLite reads without
 *   a wait, and PostgreSQL ends a statement after some seconds.
 * @param select - Selects some rows after another one as `id` and `key`, sorted, in parentheses.
 */
export async function* readChunks(
  { queries, kind }: Database,
  size: number,
  select: (after: LastRow | undefined, limit: number) => Expression<unknown>,
): AsyncGenerator<ReadonlyArray<number>> {
  let after: LastRow | undefined;
  for (;;) {
    const { rows } = await sql<ChunkRow>`
      select ${kind.jsonArray("id")} as ids, max(key) as key
      from ${select(after, size)} as chunk`.execute(queries);
    const [row] = rows;
    // The database made the list from ids.
    const ids = JSON.parse(row?.ids ?? "[]") as ReadonlyArray<number>;
    yield ids;
    const id = ids.at(-1);
    if (id === undefined || ids.length < size) return;
    after = { key: row?.key, id };
    await nextTurn();
  }
}
