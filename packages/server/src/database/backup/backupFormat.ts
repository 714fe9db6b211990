import * as Schema from "effect/Schema";
import { backupTables } from "../tableKeys.ts";

/**
 * A backup is gzipped JSON Lines: the header, every row with its table, and the number of rows per
 * table. The format is the same for every database.
 */
export const HeaderSchema = Schema.Struct({
  format: Schema.Literal("knetik-users-backup"),
  /** Migrations applied to the tables. */
  migrations: Schema.Array(Schema.String),
  /** Seconds since 1970. */
  at: Schema.Int,
  /** The last generated id by table, so that the ids of deleted rows are not reused. Older backups have none. */
  lastIds: Schema.optional(Schema.Record(Schema.String, Schema.Int)),
});

export const RowSchema = Schema.Struct({
  table: Schema.Literals(backupTables),
  row: Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Number, Schema.Null])),
});
export type BackupRow = typeof RowSchema.Type;

/** The last line. A file without it is incomplete. */
export const EndSchema = Schema.Struct({ rows: Schema.Record(Schema.String, Schema.Int) });
