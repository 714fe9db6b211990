import { setTimeout as sleep } from "node:timers/promises";
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import { DatabaseUnavailable } from "./databaseErrors.ts";

/** Milliseconds that a writer waits for others. */
const acquireTimeoutMs = 5_000;

/**
 * A connection that retries while another process holds the lock. SQLite's own waiting would block
 * this whole process, including the transaction it may be waiting for.
 */
export class WaitingConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #isBusy: (error: unknown) => boolean;

  constructor(connection: DatabaseConnection, isBusy: (error: unknown) => boolean) {
    this.#connection = connection;
    this.#isBusy = isBusy;
  }

  /** A statement that failed to get the lock has changed nothing, so it can be retried. */
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const deadline = performance.now() + acquireTimeoutMs;
    for (;;) {
      try {
        return await this.#connection.executeQuery<Row>(query);
      } catch (error) {
        if (!this.#isBusy(error)) throw error;
        if (performance.now() > deadline) {
          throw new DatabaseUnavailable("The database is busy.", { cause: error });
        }
        await sleep(1 + Math.random() * 9);
      }
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number) {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }
}
