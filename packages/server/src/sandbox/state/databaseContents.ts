import { chunksOf } from "../../database/chunks.ts";
import type { Database, Queries } from "../../database/database.ts";
import {
  tablesWithGeneratedIds,
  storedTables,
  type StoredTable,
} from "../../database/tableKeys.ts";

type Row = Readonly<Record<string, unknown>>;

/** All rows of a database. */
export type Contents = { readonly [Name in StoredTable]: ReadonlyArray<Row> };

/** Reads a consistent snapshot of all rows. */
export const readContents = (queries: Queries): Promise<Contents> =>
  queries
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (transaction) => {
      const contents = {} as Record<StoredTable, ReadonlyArray<Row>>;
      for (const table of storedTables) {
        contents[table] = await transaction.selectFrom(table).selectAll().execute();
      }
      return contents;
    });

/**
 * Resets generated ids to continue after the largest one, so that ids after a reset are
 * reproducible.
 */
export const resetSequences = async ({ kind }: Database, queries: Queries): Promise<void> => {
  for (const table of tablesWithGeneratedIds) await kind.resetSequence(queries, table);
};

/** Removes all rows within a transaction. */
export const removeContents = async (queries: Queries): Promise<void> => {
  for (const table of [...storedTables].reverse()) await queries.deleteFrom(table).execute();
};

/** Replaces all rows within a transaction. */
export const replaceContents = async (
  database: Database,
  queries: Queries,
  contents: Contents,
): Promise<void> => {
  await removeContents(queries);
  for (const table of storedTables) {
    for (const rows of chunksOf(contents[table])) {
      // They were read from the same columns.
      await queries.insertInto(table).values(rows).execute();
    }
  }
  await resetSequences(database, queries);
};
