import { setTimeout as sleep } from "node:timers/promises";
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import { DatabaseUnavailable } from "./databaseErrors.ts";

/** How long a writer waits for others that write the same file, in milliseconds. */
const acquireTimeoutMs = 5_000;

/**
 * A connection that tries again while another holds the lock. SQLite's own waiting would stop this
 * whole process, together with the transaction it may be waiting for.
 */
export class WaitingConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #isBusy: (error: unknown) => boolean;

  constructor(connection: DatabaseConnection, isBusy: (error: unknown) => boolean) {
    this.#connection = connection;
    this.#isBusy = isBusy;
  }

  /** A statement that met a lock has done nothing, and nothing else waits in a transaction. */
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
