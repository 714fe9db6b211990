import { chunksOf } from "../database/chunks.ts";
import type { Database, Queries } from "../database/database.ts";
import type { Tables } from "../database/tables.ts";

/** What triggers keep up to date by themselves. */
export const derived = "user_blocks";
type Table = Exclude<keyof Tables, typeof derived>;
type Row = Readonly<Record<string, unknown>>;

/** Every table, each after those that its rows refer to. The compiler asks for a new one. */
const order: { readonly [Name in Table]: "counted" | "keyed" } = {
  settings: "keyed",
  templates: "keyed",
  users: "counted",
  user_groups: "counted",
  oauth_clients: "keyed",
  user_tags: "keyed",
  user_roles: "keyed",
  user_group_members: "keyed",
  access_tokens: "keyed",
  refresh_tokens: "keyed",
  password_resets: "keyed",
  outbox: "counted",
  rate_limits: "keyed",
  audit_log: "counted",
};

export const tables = Object.keys(order) as ReadonlyArray<Table>;
const counted = tables.filter((table) => order[table] === "counted");

/** All rows of a database. */
export type Contents = { readonly [Name in Table]: ReadonlyArray<Row> };

/** Reads all rows, as they are at one moment. */
export const readContents = (queries: Queries): Promise<Contents> =>
  queries
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (transaction) => {
      const contents = {} as Record<Table, ReadonlyArray<Row>>;
      for (const table of tables) {
        contents[table] = await transaction.selectFrom(table).selectAll().execute();
      }
      return contents;
    });

/** Counts ids on from the largest that there is: after a reset the next user has the same id again. */
export const countAnew = async ({ kind }: Database, queries: Queries): Promise<void> => {
  for (const table of counted) await kind.continueIds(queries, table);
};

/** Removes all rows, within a transaction. */
export const removeContents = async (queries: Queries): Promise<void> => {
  for (const table of [...tables].reverse()) await queries.deleteFrom(table).execute();
};

/** Puts all rows in the place of those that are there, within a transaction. */
export const replaceContents = async (
  database: Database,
  queries: Queries,
  contents: Contents,
): Promise<void> => {
  await removeContents(queries);
  for (const table of tables) {
    for (const rows of chunksOf(contents[table])) {
      // They were read from the same columns.
      await queries.insertInto(table).values(rows).execute();
    }
  }
  await countAnew(database, queries);
};
