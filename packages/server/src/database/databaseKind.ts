import type { CompiledQuery, Dialect, Expression, Kysely, RawBuilder } from "kysely";
import type { Caller } from "../call-context/caller.ts";
import type { ChangeLog } from "./changeLog.ts";
import type { SchemaDialect } from "./migrations/schemaDialect.ts";

interface StatementRows<Row> {
  readonly rows: ReadonlyArray<Row>;
}

/**
 * Everything that differs between databases. All other code uses this interface and SQL that every
 * supported database understands. A dialect throws the errors of `databaseErrors.ts` where they
 * apply.
 */
export interface DatabaseKind {
  readonly dialect: Dialect;
  /** For migrations, which need a connection without a statement timeout. */
  readonly migrationDialect?: Dialect;
  /**
   * Locks migrations until the transaction ends, in which they are applied. Undefined if the dialect
   * does that.
   */
  readonly lockMigrations?: <Tables>(transaction: Kysely<Tables>) => Promise<void>;
  /** Fails if connections lack a setting that the server relies on. */
  readonly checkConnection?: <Tables>(queries: Kysely<Tables>) => Promise<void>;
  readonly schema: SchemaDialect;
  /**
   * Runs a statement outside of transactions, without Kysely's queue for connections: at once if the
   * database is in this process. `undefined` if the statement has to wait in that queue.
   */
  readonly execute: <Row>(
    query: CompiledQuery<Row>,
  ) => StatementRows<Row> | Promise<StatementRows<Row>> | undefined;
  /**
   * The same for a statement that writes, which may be committed together with others. Undefined if
   * that is not faster.
   */
  readonly executeWrite?: <Row>(
    query: CompiledQuery<Row>,
  ) => Promise<StatementRows<Row> | undefined>;
  /** The violated unique constraint as `table.column` (several columns separated by commas). */
  readonly uniqueViolationOf: (error: unknown) => string | undefined;
  /** Locks texts until the transaction ends. Other transactions with one of the same texts wait. */
  readonly advisoryLock: <Tables>(
    queries: Kysely<Tables>,
    texts: ReadonlyArray<string>,
  ) => Promise<void>;
  /** The last id that a table generated; 0 if none. Its row may be deleted. */
  readonly lastId: <Tables>(queries: Kysely<Tables>, table: string) => Promise<number>;
  /** Continues a table's generated ids after the explicit ones, and after `last`. */
  readonly resetSequence: <Tables>(
    queries: Kysely<Tables>,
    table: string,
    last?: number,
  ) => Promise<void>;
  /** Collects the texts of a column as a JSON list, in order. `[]` if there are none. */
  readonly jsonList: (column: string) => RawBuilder<string>;
  /** Collects the numbers of a column as a JSON list, in the order of the rows. */
  readonly jsonArray: (column: string) => RawBuilder<string | null>;
  /** The values of a JSON list of numbers, as the right side of `in`. */
  readonly numbersOf: (json: Expression<string>) => RawBuilder<number>;
  /** Keeps a statement prepared from its first use. Only for a limited number of statements. */
  readonly keepPrepared: (sql: string) => void;
  readonly changes: ChangeLog;
  /** Records a write of a caller, for reads from a replica. Undefined if there are no replicas. */
  readonly recordWrite?: <Tables>(transaction: Kysely<Tables>, caller: Caller) => Promise<void>;
  /** The last write of the owner of an access token, in a query of `access_tokens`. */
  readonly lastWriteOfToken?: RawBuilder<number>;
}

/** Location of the data. */
export type DatabaseChoice =
  | { readonly file: string }
  | {
      /** `postgres://user:password@host:port/database`, with one host or several. */
      readonly url: string;
      readonly poolSize: number;
      /** Whether connections keep prepared statements. Default true. */
      readonly preparedStatements?: boolean;
      /** A streaming replica for reads. */
      readonly replicaUrl?: string | undefined;
      /** Seconds that it may be behind. Default 5. */
      readonly replicaMaxLag?: number | undefined;
    };
