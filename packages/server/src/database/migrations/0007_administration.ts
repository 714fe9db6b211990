import { type Kysely, sql } from "kysely";
import type { SchemaDialect } from "./schemaDialect.ts";

/**
 * Disabled users, the versions of the server that applied the migrations, client secrets that are being replaced, and
 * addresses in the audit trail.
 */
export const up = async (db: Kysely<unknown>, { text }: SchemaDialect): Promise<void> => {
  const { schema } = db;
  await schema.alterTable("users").addColumn("disabled_at", "bigint").execute();
  await schema.alterTable("oauth_clients").addColumn("previous_secret_hash", text).execute();
  await schema.alterTable("oauth_clients").addColumn("previous_secret_until", "bigint").execute();
  await schema
    .createTable("migration_versions")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("version", text, (column) => column.notNull())
    .execute();
  // Only entries whose address is still to be erased.
  await sql`create index audit_log_address_index on audit_log (at)
    where address is not null`.execute(db);
};
