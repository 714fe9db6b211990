import BetterSqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type SelectModifierNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  type Dialect,
  type Kysely,
  type TransactionSettings,
} from "kysely";
import type { DatabaseKind } from "./databaseKind.ts";
import { sqliteChangeLog, sqliteChanges } from "./sqliteChanges.ts";
import { SqliteConnection } from "./sqliteConnection.ts";
import { SqliteWriteGroup } from "./sqliteWriteGroup.ts";
import { makeStatementCache } from "./statementCache.ts";

const isSqliteError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof BetterSqlite.SqliteError;

const isBusy = (error: unknown) => isSqliteError(error) && error.code.startsWith("SQLITE_BUSY");

/** Preparing a statement costs thirty times as much as running it. One takes a few kilobytes. */
const maxPreparedStatements = 500;

const open = (file: string) => {
  const database = new BetterSqlite(file, { timeout: 1_000 });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  // Overwrites deleted data, which includes messages with secrets.
  database.pragma("secure_delete = ON");
  // From here on SqliteConnection handles waiting.
  database.pragma("busy_timeout = 0");
  return database;
};

const begin = CompiledQuery.raw("begin");
const beginImmediate = CompiledQuery.raw("begin immediate");
const commit = CompiledQuery.raw("commit");
const rollback = CompiledQuery.raw("rollback");

class ServerSqliteDriver implements Driver {
  readonly #file: string;
  #database: BetterSqlite.Database | undefined;
  #connection: SqliteConnection | undefined;
  #isAcquired = false;
  readonly #writes = new SqliteWriteGroup({
    executeNow: (query) => this.executeNow(query),
    isInTransaction: () => this.#database?.inTransaction === true,
  });

  constructor(file: string) {
    this.#file = file;
  }

  /** Runs a write outside of transactions; `undefined` if it has to wait for its turn. */
  async executeWrite<Row>(query: CompiledQuery): Promise<QueryResult<Row> | undefined> {
    // The rows are those of the query.
    return (await this.#writes.add(query)) as QueryResult<Row> | undefined;
  }

  /** Runs a statement outside of transactions; `undefined` if it has to wait for its turn. */
  executeNow<Row>(query: CompiledQuery): QueryResult<Row> | undefined {
    return this.#isAcquired ? undefined : this.#connection?.executeNow<Row>(query);
  }

  async init(): Promise<void> {
    const database = open(this.#file);
    this.#database = database;
    this.#connection = new SqliteConnection(
      makeStatementCache((text) => database.prepare(text), maxPreparedStatements),
      isBusy,
    );
  }

  /** A single connection, which Kysely hands out to one caller at a time. */
  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#connection === undefined) throw new Error("The database is not open.");
    this.#isAcquired = true;
    return this.#connection;
  }

  /**
   * Takes the write lock at the start, because a transaction that reads first could fail to get it
   * later.
   */
  async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await connection.executeQuery(settings.accessMode === "read only" ? begin : beginImmediate);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(commit);
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(rollback);
  }

  async releaseConnection(): Promise<void> {
    this.#isAcquired = false;
  }

  async destroy(): Promise<void> {
    this.#connection = undefined;
    this.#database?.close();
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

class ServerSqliteDialect implements Dialect {
  readonly driver: ServerSqliteDriver;
  constructor(file: string) {
    this.driver = new ServerSqliteDriver(file);
  }
  createDriver() {
    return this.driver;
  }
  createAdapter() {
    return new TransactionalSqliteAdapter();
  }
  createQueryCompiler() {
    return new LocklessSqliteCompiler();
  }
  createIntrospector(queries: Kysely<unknown>) {
    return new SqliteIntrospector(queries);
  }
}

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
export const sqlite = (file: string): DatabaseKind => {
  const dialect = new ServerSqliteDialect(file);
  return {
    dialect,
    execute: (query) => dialect.driver.executeNow(query),
    executeWrite: (query) => dialect.driver.executeWrite(query),
    schema: {
      text: "text",
      id: (column) => column.primaryKey().autoIncrement(),
      longCount: "integer",
      nullsAreSmallest: true,
      isNotAscii: (column) => sql`${sql.ref(column)} glob '*[^ -~]*'`,
      setAll: (table, column, value) =>
        sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value}`,
      countingTriggers,
      changeLog: sqliteChangeLog,
      replicaTables: [],
    },
    uniqueViolationOf: (error) =>
      isSqliteError(error) && /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(error.code)
        ? /UNIQUE constraint failed: (.+)$/.exec(error.message)?.[1]
        : undefined,
    // A transaction has exclusive access to the file.
    advisoryLock: async () => {},
    jsonList: (column) => sql`json_group_array(${sql.ref(column)} order by ${sql.ref(column)})`,
    jsonArray: (column) => sql`json_group_array(${sql.ref(column)})`,
    numbersOf: (json) => sql`(select value from json_each(${json}))`,
    // All statements are, up to a limit.
    keepPrepared: () => {},
    lastId: async (queries, table) => {
      const { rows } = await sql<{ readonly seq: number }>`
        select seq from sqlite_sequence where name = ${table}`.execute(queries);
      return rows[0]?.seq ?? 0;
    },
    changes: sqliteChanges,
    // AUTOINCREMENT follows the rows of the table.
    resetSequence: async (queries, table, last = 0) => {
      await sql`delete from sqlite_sequence where name = ${table}`.execute(queries);
      await sql`insert into sqlite_sequence (name, seq)
        select ${table}, max(coalesce(max(id), 0), ${last}) from ${sql.table(table)}`.execute(
        queries,
      );
    },
  };
};
