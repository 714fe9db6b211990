import { Client } from "pg";
import { expect, vi } from "vitest";
import { type Cluster, type Standby, startCluster } from "../engines/cluster.ts";
import { type Fixture, start } from "../support.ts";

/** A primary with a streaming replica. */
export interface Replicated extends AsyncDisposable {
  readonly cluster: Cluster;
  readonly standby: Standby;
  /** Starts a server that reads from the replica. */
  readonly serve: (replicaMaxLag?: number) => Promise<Fixture>;
  /** Stops the replica from applying changes. */
  readonly pause: () => Promise<unknown>;
  readonly resume: () => Promise<unknown>;
}

/** Runs one statement. */
export const query = async (
  connectionString: string,
  statement: string,
): Promise<ReadonlyArray<unknown>> => {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
};

export const startReplicated = async (): Promise<Replicated> => {
  const cluster = await startCluster();
  const standby = await cluster.addStandby();
  return {
    cluster,
    standby,
    serve: (replicaMaxLag = 300) =>
      start({
        database: { url: cluster.url, poolSize: 3, replicaUrl: standby.url, replicaMaxLag },
        sandbox: { users: 20 },
      }),
    pause: () => query(standby.url, "select pg_wal_replay_pause()"),
    resume: () => query(standby.url, "select pg_wal_replay_resume()"),
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  };
};

/** Waits until the server reports this state of the replica. */
export const until = async ({ call }: Fixture, state: "up" | "behind" | "down"): Promise<void> => {
  const reported = async () => (await call("GET", "/health/ready")).body.replica;
  await vi.waitFor(async () => expect(await reported()).toBe(state), { timeout: 60_000 });
};

export const nameOf = async (
  { call }: Fixture,
  id: number,
  token?: string,
): Promise<string | undefined> => (await call("GET", `/users/${id}`, { token })).body.display_name;
