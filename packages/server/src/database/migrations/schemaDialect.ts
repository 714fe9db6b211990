import type { ColumnDefinitionBuilder, RawBuilder, SqlBool } from "kysely";

/** Differences between databases in migrations. */
export interface SchemaDialect {
  /** Text that is compared by its UTF-8 bytes. */
  readonly text: "text" | RawBuilder<unknown>;
  /** A generated primary key that is never reused. */
  readonly id: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Type of a long-lived generated key. */
  readonly longCount: "integer" | "bigint";
  /** `true` if an index sorts nulls first. */
  readonly nullsAreSmallest: boolean;
  /** Matches text with a character outside of printable ASCII. */
  readonly isNotAscii: (column: string) => RawBuilder<SqlBool>;
  /**
   * Sets a text column of all rows, in the way that is fastest for a million of them. It need not
   * run triggers, so from `0008_changes` on it is not for a column of `searchColumns`.
   */
  readonly setAll: (
    table: string,
    column: string,
    value: RawBuilder<unknown>,
  ) => RawBuilder<unknown>;
  /** Triggers that maintain `user_blocks`. */
  readonly countingTriggers: ReadonlyArray<string>;
  /** The table `user_changes` with its triggers. */
  readonly changeLog: ReadonlyArray<string>;
  /** The tables for a replica; none if the database has no replicas. */
  readonly replicaTables: ReadonlyArray<string>;
}
