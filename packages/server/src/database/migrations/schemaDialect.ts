import type { ColumnDefinitionBuilder, RawBuilder } from "kysely";

/** What migrations say differently from one kind of database to the next. */
export interface SchemaDialect {
  /** Text that is compared and sorted by the bytes of UTF-8. */
  readonly text: "text" | RawBuilder<unknown>;
  /** A primary key that counts up and is never given out twice. */
  readonly id: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Of a key that counts on for years. */
  readonly longCount: "integer" | "bigint";
  /** Whether an index has rows without a value before all others. */
  readonly nullsAreSmallest: boolean;
  /** Keep the numbers in `user_blocks`. */
  readonly countingTriggers: ReadonlyArray<string>;
}
