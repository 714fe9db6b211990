import BetterSqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from "kysely";
import { WaitingConnection } from "./waitingConnection.ts";

/**
 * Everything that differs from one kind of database to the next. All other code is written against
 * this interface and against SQL that every supported database understands.
 */
export interface DatabaseKind {
  readonly dialect: Dialect;
  /** What a refused row clashed with: `table.column` (or columns, joined by a comma). */
  readonly clashOf: (error: unknown) => string | undefined;
}

const isSqliteError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof BetterSqlite.SqliteError;

const isBusy = (error: unknown) => isSqliteError(error) && error.code.startsWith("SQLITE_BUSY");

class ServerSqliteDriver extends SqliteDriver {
  #connection: DatabaseConnection | undefined;

  override async acquireConnection(): Promise<DatabaseConnection> {
    // There is one: Kysely lends it out to one at a time.
    return (this.#connection ??= new WaitingConnection(await super.acquireConnection(), isBusy));
  }

  /** Takes the write lock at the start: a transaction that reads first could not get it later. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

/** Runs migrations in one transaction, so that two processes that start at once take turns. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

class ServerSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver() {
    return new ServerSqliteDriver(this.#config);
  }
  override createAdapter() {
    return new TransactionalSqliteAdapter();
  }
}

const open = (file: string) => {
  const database = new BetterSqlite(file, { timeout: 1_000 });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  // What is deleted is overwritten: among it are messages with secrets.
  database.pragma("secure_delete = ON");
  // From here on the connection waits by itself.
  database.pragma("busy_timeout = 0");
  return database;
};

/** A SQLite file, or `:memory:`. */
export const sqlite = (file: string): DatabaseKind => ({
  dialect: new ServerSqliteDialect({ database: async () => open(file) }),
  clashOf: (error) =>
    isSqliteError(error) && /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(error.code)
      ? /UNIQUE constraint failed: (.+)$/.exec(error.message)?.[1]
      : undefined,
});
