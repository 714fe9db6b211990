import type { Dialect, Kysely } from "kysely";
import type { SchemaDialect } from "./migrations/schemaDialect.ts";

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
  readonly uniqueViolationOf: (error: unknown) => string | undefined;
  /** Keeps other transactions that hold one of the same texts waiting until this one ends. */
  readonly advisoryLock: <Tables>(
    queries: Kysely<Tables>,
    texts: ReadonlyArray<string>,
  ) => Promise<void>;
  /** Lets a table's ids go on behind those that were given to its rows. */
  readonly resetSequence: <Tables>(queries: Kysely<Tables>, table: string) => Promise<void>;
}

/** Where the data is. */
export type DatabaseChoice =
  | { readonly file: string }
  | {
      /** `postgres://user:password@host:port/database`. */
      readonly url: string;
      readonly poolSize: number;
    };
