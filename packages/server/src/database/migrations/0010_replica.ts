import { type Kysely, sql } from "kysely";
import type { SchemaDialect } from "./schemaDialect.ts";

/** Tables that tell how far a replica is behind. */
export const up = async (db: Kysely<unknown>, { replicaTables }: SchemaDialect): Promise<void> => {
  for (const statement of replicaTables) await sql.raw(statement).execute(db);
};
