import * as Schema from "effect/Schema";
import { storedTables } from "../tableKeys.ts";

/**
 * A backup is compressed JSON, a line each: the header, every row with its table, and how many rows
 * there are of each table. The same for every kind of database.
 */
export const HeaderSchema = Schema.Struct({
  format: Schema.Literal("knetik-users-backup"),
  /** Those that the tables are up to. */
  migrations: Schema.Array(Schema.String),
  /** Seconds since 1970. */
  at: Schema.Int,
});

export const RowSchema = Schema.Struct({
  table: Schema.Literals(storedTables),
  row: Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Number, Schema.Null])),
});
export type BackupRow = typeof RowSchema.Type;

/** The last line: a file without it is a part of one. */
export const EndSchema = Schema.Struct({ rows: Schema.Record(Schema.String, Schema.Int) });
