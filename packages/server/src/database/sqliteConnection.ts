import { setTimeout as sleep } from "node:timers/promises";
import type BetterSqlite from "better-sqlite3";
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import { DatabaseUnavailable } from "./databaseErrors.ts";
import type { StatementCache } from "./statementCache.ts";

/** Milliseconds that a writer waits for others. */
const acquireTimeoutMs = 5_000;

type Statement = BetterSqlite.Statement;

/**
 * A connection that keeps its prepared statements and retries while another process holds the lock.
 * SQLite's own waiting would block this whole process, including the transaction it may be waiting
 * for.
 */
export class SqliteConnection implements DatabaseConnection {
  readonly #statements: StatementCache<Statement>;
  readonly #isBusy: (error: unknown) => boolean;

  constructor(statements: StatementCache<Statement>, isBusy: (error: unknown) => boolean) {
    this.#statements = statements;
    this.#isBusy = isBusy;
  }

  /** A statement that failed to get the lock has changed nothing, so it can be retried. */
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.executeNow<Row>(query) ?? this.#retry<Row>(query);
  }

  /** Runs a statement at once; `undefined` if another process holds the lock. */
  executeNow<Row>(query: CompiledQuery): QueryResult<Row> | undefined {
    try {
      return this.#execute<Row>(query);
    } catch (error) {
      if (!this.#isBusy(error)) throw error;
      return undefined;
    }
  }

  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("Not supported: a stream would keep others from using the only connection.");
  }

  #execute<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    const statement = this.#statements.get(sql);
    if (statement.reader) return { rows: statement.all(parameters) as Array<Row> };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }

  async #retry<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const deadline = performance.now() + acquireTimeoutMs;
    for (;;) {
      await sleep(1 + Math.random() * 9);
      try {
        return this.#execute<Row>(query);
      } catch (error) {
        if (!this.#isBusy(error)) throw error;
        if (performance.now() > deadline) {
          throw new DatabaseUnavailable("The database is busy.", { cause: error });
        }
      }
    }
  }
}
