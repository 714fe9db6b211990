import type { ClientBase } from "pg";
import { DatabaseUnavailable } from "../databaseErrors.ts";
import { readServerState, type ServerState } from "./serverState.ts";

/** Milliseconds for a server to respond while the primary is searched. */
const probeTimeout = 2_000;
/** Milliseconds between two searches. */
const searchInterval = 250;

/**
 * The server that accepts changes, among the hosts of a URL. After a failover it is another one, and
 * a server with an older history must not be used again.
 */
export class PrimaryHost {
  readonly #urls: ReadonlyArray<string>;
  readonly #timelines = new WeakMap<ClientBase, number>();
  #current: string;
  #timeline = 0;
  #search: Promise<void> | undefined;
  #searchedAt = -Infinity;
  #isKnown: boolean;

  constructor(urls: ReadonlyArray<string>) {
    const [first] = urls;
    if (first === undefined) throw new Error("The URL of the database is invalid.");
    this.#urls = urls;
    this.#current = first;
    this.#isKnown = urls.length === 1;
  }

  /** The URL for the next connection. */
  get url(): string {
    return this.#current;
  }

  /** Searches before the first connection, because the first host may have an older history. */
  async locate(): Promise<void> {
    if (!this.#isKnown) await this.#find();
  }

  /** Searches again after a failed connection. `true` if another host is used now. */
  async relocate(failed: string): Promise<boolean> {
    if (this.#urls.length > 1 && this.#current === failed) await this.#find();
    return this.#current !== failed;
  }

  /** Accepts a new connection only if it leads to the primary. */
  async admit(client: ClientBase): Promise<void> {
    const state = await readServerState(client);
    if (state.isReadOnly) {
      throw new DatabaseUnavailable(
        "The database is read-only: it is a replica, or no longer the primary.",
      );
    }
    if (state.timeline < this.#timeline) {
      throw new DatabaseUnavailable("The database server was replaced by a promoted replica.");
    }
    this.#timeline = state.timeline;
    this.#timelines.set(client, state.timeline);
  }

  /** Whether a connection leads to a server that was replaced since. */
  isReplaced(client: ClientBase): boolean {
    return (this.#timelines.get(client) ?? 0) < this.#timeline;
  }

  #find(): Promise<void> {
    if (performance.now() - this.#searchedAt < searchInterval) return Promise.resolve();
    this.#search ??= this.#probeAll().finally(() => {
      this.#search = undefined;
      this.#searchedAt = performance.now();
    });
    return this.#search;
  }

  /** Of two servers that accept changes, the one that was promoted last has the newer history. */
  async #probeAll(): Promise<void> {
    const states = await Promise.all(this.#urls.map(probe));
    let best = { url: "", timeline: this.#timeline - 1 };
    this.#urls.forEach((url, index) => {
      const state = states[index];
      if (state === undefined || state.isReadOnly) return;
      if (state.timeline > best.timeline) best = { url, timeline: state.timeline };
    });
    if (best.url === "") return;
    this.#isKnown = true;
    this.#current = best.url;
    this.#timeline = best.timeline;
  }
}

/** The state of a server; undefined if it does not respond. */
const probe = async (connectionString: string): Promise<ServerState | undefined> => {
  const { Client } = await import("pg");
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: probeTimeout,
    query_timeout: probeTimeout,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return await readServerState(client);
  } catch {
    return undefined;
  } finally {
    // Waits for the other side, which may be gone.
    void client.end().catch(() => {});
  }
};
