import { type Kysely, sql } from "kysely";
import type { SchemaDialect } from "./schemaDialect.ts";

type Schema = Kysely<unknown>["schema"];

const createRateLimits = (schema: Schema, { text }: SchemaDialect) =>
  schema
    .createTable("rate_limits")
    .addColumn("key", text, (column) => column.primaryKey().notNull())
    .addColumn("full_at", "bigint", (column) => column.notNull())
    .addColumn("capacity", "bigint", (column) => column.notNull());

const createAuditLog = (schema: Schema, { text, id, longCount }: SchemaDialect) =>
  schema
    .createTable("audit_log")
    .addColumn("id", longCount, id)
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("event", text, (column) => column.notNull())
    // No foreign keys: entries outlive the users they refer to.
    .addColumn("user_id", "integer")
    .addColumn("client_id", text)
    .addColumn("address", text)
    .addColumn("request_id", text)
    .addColumn("target", text)
    .addColumn("fields", text, (column) => column.notNull());

/** Token families, rate limits, the audit trail, and columns for mail delivery. */
export const up = async (db: Kysely<unknown>, types: SchemaDialect): Promise<void> => {
  const { schema } = db;
  const { text } = types;
  await createRateLimits(schema, types).execute();
  await createAuditLog(schema, types).execute();

  await schema.alterTable("access_tokens").addColumn("family", text).execute();
  await schema
    .alterTable("refresh_tokens")
    .addColumn("family", text, (column) => column.notNull().defaultTo(""))
    .execute();
  await schema.alterTable("refresh_tokens").addColumn("used_at", "bigint").execute();
  await schema.alterTable("refresh_tokens").addColumn("next_salt", text).execute();
  // Existing tokens start their own families.
  await sql`update refresh_tokens set family = token_hash`.execute(db);

  await schema
    .alterTable("outbox")
    .addColumn("html", text, (column) => column.notNull().defaultTo(""))
    .execute();
  for (const column of ["due_at", "attempts"] as const) {
    await schema
      .alterTable("outbox")
      .addColumn(column, "bigint", (definition) => definition.notNull().defaultTo(0))
      .execute();
  }
  await schema.alterTable("outbox").addColumn("sent_at", "bigint").execute();

  for (const [table, ...columns] of [
    ["rate_limits", "full_at"],
    ["audit_log", "at"],
    ["audit_log", "target", "id"],
    ["audit_log", "user_id", "id"],
    ["access_tokens", "family"],
    ["refresh_tokens", "family"],
    ["outbox", "due_at"],
  ] as const) {
    await schema
      .createIndex([table, ...columns, "index"].join("_"))
      .on(table)
      .columns(columns)
      .execute();
  }
};
