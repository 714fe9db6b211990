import { type Kysely, sql } from "kysely";
import type { SchemaDialect } from "./schemaDialect.ts";

/** A log of the users whose search columns, tags, roles or groups have changed. */
export const up = async (db: Kysely<unknown>, { changeLog }: SchemaDialect): Promise<void> => {
  for (const statement of changeLog) await sql.raw(statement).execute(db);
};
