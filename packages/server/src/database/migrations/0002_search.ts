import { type Kysely, sql } from "kysely";
import type { SchemaDialect } from "./schemaDialect.ts";

/** Includes the id, so that the index alone is sufficient and equal rows have an order. */
const indexed = [
  "display_name_key",
  "fullname_key",
  "first_name_key",
  "last_name_key",
  "member_since",
  "last_updated",
  "last_activity",
] as const;
const nullable = ["fullname_key", "last_activity"] as const;

/** Indexes for every filter and order of the search, and the number of users. */
export const up = async (db: Kysely<unknown>, types: SchemaDialect): Promise<void> => {
  const { schema } = db;
  for (const column of indexed) {
    await schema.dropIndex(`users_${column}_index`).execute();
    await schema
      .createIndex(`users_${column}_id_index`)
      .on("users")
      .columns([column, "id"])
      .execute();
  }
  // Users with a display name.
  await sql`create index users_display_name_index on users (display_name_key, id)
    where display_name is not null`.execute(db);
  if (!types.nullsAreSmallest) {
    // In reverse, the indexes above start with rows without a value.
    for (const column of nullable) {
      await sql`create index ${sql.ref(`users_${column}_descending_index`)} on users
        (${sql.ref(column)} desc nulls last, id desc)`.execute(db);
    }
  }
  await schema
    .createTable("user_blocks")
    .addColumn("block", "integer", (column) => column.primaryKey().notNull())
    .addColumn("users", "integer", (column) => column.notNull())
    .execute();
  await sql`insert into user_blocks (block, users)
    select id / 4096, count(*) from users group by id / 4096`.execute(db);
  for (const trigger of types.countingTriggers) await sql.raw(trigger).execute(db);
};
