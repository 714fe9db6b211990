import type { ColumnDefinitionBuilder, Dialect, Kysely, RawBuilder } from "kysely";
import { postgres } from "./postgres.ts";
import { sqlite } from "./sqlite.ts";

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

/**
 * Everything that differs from one kind of database to the next. All other code is written against
 * this interface and against SQL that every supported database understands. What a dialect throws
 * is one of `troubles.ts` where that says it.
 */
export interface DatabaseKind {
  readonly dialect: Dialect;
  /** Where migrations need a connection of their own: one that may take its time. */
  readonly migrationDialect?: Dialect;
  readonly schema: SchemaDialect;
  /** What a refused row clashed with: `table.column` (or columns, joined by a comma). */
  readonly clashOf: (error: unknown) => string | undefined;
  /** Keeps other transactions that hold one of the same texts waiting until this one ends. */
  readonly holdTexts: <Tables>(
    queries: Kysely<Tables>,
    texts: ReadonlyArray<string>,
  ) => Promise<void>;
  /** Lets a table's ids go on behind those that were given to its rows. */
  readonly continueIds: <Tables>(queries: Kysely<Tables>, table: string) => Promise<void>;
}

/** Where the data is. */
export type DatabaseChoice =
  | { readonly file: string }
  | {
      /** `postgres://user:password@host:port/database`. */
      readonly url: string;
      readonly poolSize: number;
    };

/** The kind of database that holds the data. */
export const databaseKind = (choice: DatabaseChoice): DatabaseKind =>
  "url" in choice ? postgres(choice) : sqlite(choice.file);
