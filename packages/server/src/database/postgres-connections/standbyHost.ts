import type { ClientBase } from "pg";
import { DatabaseUnavailable } from "../databaseErrors.ts";
import type { Host } from "./connections.ts";
import { PoolerProblem } from "./poolerProblems.ts";

interface StandbyRow {
  readonly is_replica: boolean;
  readonly start: string;
  readonly is_direct: boolean | null;
}

/** What {@link openPool} sets for each connection, and a pooler does not pass on. */
const standbyQuery = `select pg_is_in_recovery() as is_replica,
  pg_postmaster_start_time()::text as start,
  current_setting('knetik_users.is_direct', true) = 'on' as is_direct`;

/**
 * A replica, among the hosts of a URL. Its connections all lead to the same server, as long as that
 * runs: another one, or one that has restarted, may be further behind.
 */
export class StandbyHost {
  readonly #urls: ReadonlyArray<string>;
  readonly #servers = new WeakMap<ClientBase, string>();
  #index = 0;
  #server: string | undefined;

  constructor(urls: ReadonlyArray<string>) {
    this.#urls = urls;
  }

  /** Tries the next host from now on. */
  next(): void {
    this.#index = (this.#index + 1) % this.#urls.length;
  }

  /**
   * For the connection that watches the replica and decides which server is used. `onChange` is
   * called before others read from another one.
   */
  watching(onChange: () => void): Host {
    return this.#host(async (client) => {
      const server = await this.#identify(client);
      if (server !== this.#server) onChange();
      this.#server = server;
    });
  }

  /** For connections that read from the server that is watched. */
  reading(): Host {
    return this.#host(async (client) => {
      if ((await this.#identify(client)) === this.#server) return;
      throw new DatabaseUnavailable("The replica is not the one that is watched.");
    });
  }

  #host(admit: Host["admit"]): Host {
    const url = () => this.#urls[this.#index] ?? "";
    return {
      get url() {
        return url();
      },
      locate: () => Promise.resolve(),
      relocate: () => Promise.resolve(false),
      admit,
      isReplaced: (client) => this.#servers.get(client) !== this.#server,
    };
  }

  async #identify(client: ClientBase): Promise<string> {
    const { rows } = await client.query<StandbyRow>(standbyQuery);
    const [row] = rows;
    if (row?.is_direct !== true) {
      throw new PoolerProblem(
        "DATABASE_REPLICA_URL leads to a connection pooler. Name the replica itself, because each " +
          "connection must stay with one server.",
      );
    }
    if (!row.is_replica) throw new DatabaseUnavailable("The server is not a replica.");
    this.#servers.set(client, row.start);
    return row.start;
  }
}
