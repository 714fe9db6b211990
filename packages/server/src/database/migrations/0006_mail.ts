import type { Kysely } from "kysely";
import type { SchemaDialect } from "./schemaDialect.ts";

/** Messages that could not be delivered are kept without their texts. */
export const up = async ({ schema }: Kysely<unknown>, { text }: SchemaDialect): Promise<void> => {
  await schema.alterTable("outbox").addColumn("failed_at", "bigint").execute();
  await schema.alterTable("outbox").addColumn("failure", text).execute();
  await schema.createIndex("outbox_failed_at_index").on("outbox").column("failed_at").execute();
};
