import BetterSqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type SelectModifierNode,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
  type TransactionSettings,
  SqliteQueryCompiler,
} from "kysely";
import type { DatabaseKind } from "./databaseKind.ts";
import { WaitingConnection } from "./waitingConnection.ts";

const isSqliteError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof BetterSqlite.SqliteError;

const isBusy = (error: unknown) => isSqliteError(error) && error.code.startsWith("SQLITE_BUSY");

class ServerSqliteDriver extends SqliteDriver {
  #connection: DatabaseConnection | undefined;

  override async acquireConnection(): Promise<DatabaseConnection> {
    // A single connection, which Kysely hands out to one caller at a time.
    return (this.#connection ??= new WaitingConnection(await super.acquireConnection(), isBusy));
  }

  /**
   * Takes the write lock at the start, because a transaction that reads first could fail to get it
   * later.
   */
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const begin = settings?.accessMode === "read only" ? "begin" : "begin immediate";
    await connection.executeQuery(CompiledQuery.raw(begin));
  }
}

/** Omits `for update` and the like: a writer has locked the whole database. */
class LocklessSqliteCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier?.startsWith("For") !== true) super.visitSelectModifier(node);
  }
}

/** Runs all migrations in one transaction, so that concurrent processes take turns. */
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
  override createQueryCompiler() {
    return new LocklessSqliteCompiler();
  }
}

const open = (file: string) => {
  const database = new BetterSqlite(file, { timeout: 1_000 });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  // Overwrites deleted data, which includes messages with secrets.
  database.pragma("secure_delete = ON");
  // From here on WaitingConnection handles waiting.
  database.pragma("busy_timeout = 0");
  return database;
};

const countingTriggers = [
  `create trigger users_counted after insert on users begin
    insert into user_blocks (block, users) values (new.id / 4096, 1)
      on conflict (block) do update set users = users + 1;
  end`,
  `create trigger users_uncounted after delete on users begin
    update user_blocks set users = users - 1 where block = old.id / 4096;
  end`,
];

/** A SQLite file, or `:memory:`. */
export const sqlite = (file: string): DatabaseKind => ({
  dialect: new ServerSqliteDialect({ database: async () => open(file) }),
  schema: {
    text: "text",
    id: (column) => column.primaryKey().autoIncrement(),
    longCount: "integer",
    nullsAreSmallest: true,
    isNotAscii: (column) => sql`${sql.ref(column)} glob '*[^ -~]*'`,
    setAll: (table, column, value) =>
      sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value}`,
    countingTriggers,
  },
  uniqueViolationOf: (error) =>
    isSqliteError(error) && /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(error.code)
      ? /UNIQUE constraint failed: (.+)$/.exec(error.message)?.[1]
      : undefined,
  // A transaction has exclusive access to the file.
  advisoryLock: async () => {},
  lastId: async (queries, table) => {
    const { rows } = await sql<{ readonly seq: number }>`
      select seq from sqlite_sequence where name = ${table}`.execute(queries);
    return rows[0]?.seq ?? 0;
  },
  // AUTOINCREMENT follows the rows of the table.
  resetSequence: async (queries, table, last = 0) => {
    await sql`delete from sqlite_sequence where name = ${table}`.execute(queries);
    await sql`insert into sqlite_sequence (name, seq)
      select ${table}, max(coalesce(max(id), 0), ${last}) from ${sql.table(table)}`.execute(
      queries,
    );
  },
});
