import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import type { DatabaseChoice } from "../src/database/databaseKind.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { startCluster } from "../test/engines/cluster.ts";
import { type Contender, startContender } from "./load/contender.ts";
import { prepare, type Scene } from "./load/scene.ts";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "sqlite" },
    users: { type: "string", default: "10000" },
    /** Seconds of each measurement except memory. */
    seconds: { type: "string", default: "6" },
    /** Seconds of load before memory is measured; with `--long` five minutes. */
    memory: { type: "string" },
    long: { type: "boolean", default: false },
  },
});
const duration = Number(values.seconds);
const memoryDuration = Number(values.memory ?? (values.long ? 300 : 30));
const cores = availableParallelism();

type Kind = keyof Scene;
/** Enough connections to keep the server busy with any kind of request. */
const connections: Record<Kind, number> = { reads: 16, passwords: 16, clients: 16 };

const load = async ({ url }: Contender, scene: Scene, kind: Kind, seconds: number) => {
  const { requests, latency, non2xx, errors, timeouts, ...result } = await autocannon({
    url,
    connections: connections[kind],
    duration: seconds,
    // A sign-in may wait long in the queue.
    timeout: 60,
    requests: scene[kind].map((each) => ({ ...each })),
  });
  if (non2xx + errors + timeouts > 0) {
    throw new Error(`${kind}: ${non2xx} were refused, ${errors} failed, ${timeouts} timed out`);
  }
  return { perSecond: requests.total / result.duration, total: requests.total, p99: latency.p99 };
};

interface Figures {
  /** Responses per CPU second of the server. */
  readonly perCpuSecond: number;
  readonly perSecond: number;
  readonly p99: number;
}

const measure = async (contender: Contender, scene: Scene, kind: Kind): Promise<Figures> => {
  const before = await contender.usage();
  const { perSecond, total, p99 } = await load(contender, scene, kind, duration);
  const { cpuSeconds } = await contender.usage();
  return { perSecond, p99, perCpuSecond: total / (cpuSeconds - before.cpuSeconds) };
};

const storm = async (contender: Contender, scene: Scene) => {
  const signIns = load(contender, scene, "passwords", duration + 2);
  // After the burst has begun.
  await sleep(1_000);
  const reads = await load(contender, scene, "reads", duration);
  return { reads, signIns: await signIns };
};

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);

/** All three kinds at once, for a long time. */
const memory = async (contender: Contender, scene: Scene) => {
  const { rss: before } = await contender.usage();
  await Promise.all(
    (["reads", "passwords", "clients"] as const).map((kind) =>
      load(contender, scene, kind, memoryDuration),
    ),
  );
  const { rss: after } = await contender.usage();
  return { before: megabytes(before), after: megabytes(after) };
};

const round = (number: number) => Math.round(number * 10) / 10;

const rowsOf = async (name: "server" | "bare", choice: DatabaseChoice, scene: Scene) => {
  const contender = await startContender(name, choice);
  const rows: Record<string, number> = {};
  // Warmed up: code is compiled and caches are filled.
  for (const kind of ["reads", "passwords", "clients"] as const) {
    await load(contender, scene, kind, 2);
  }
  for (const [kind, title] of [
    ["passwords", "password grants"],
    ["clients", "client-credential grants"],
    ["reads", "GET /users/{id}"],
  ] as const) {
    const { perSecond, perCpuSecond, p99 } = await measure(contender, scene, kind);
    rows[`${title}, per second`] = round(perSecond);
    rows[`${title}, per second and core`] = round(perSecond / cores);
    rows[`${title}, per CPU second of the server`] = round(perCpuSecond);
    rows[`${title}, p99 ms`] = p99;
  }
  const { reads, signIns } = await storm(contender, scene);
  rows["GET /users/{id} in a sign-in storm, per second"] = round(reads.perSecond);
  rows["GET /users/{id} in a sign-in storm, p99 ms"] = reads.p99;
  rows["password grants of the storm, per second"] = round(signIns.perSecond);
  const { before, after } = await memory(contender, scene);
  rows["memory (RSS) before, MB"] = before;
  rows[`memory (RSS) after ${memoryDuration} s of all three at once, MB`] = after;
  await contender.stop();
  return rows;
};

const averages = () =>
  loadavg()
    .map((average) => average.toFixed(1))
    .join(" ");

const compare = async (engine: string, fresh: () => Promise<DatabaseChoice>) => {
  const results: Record<"server" | "bare", Record<string, number>> = { server: {}, bare: {} };
  for (const name of ["bare", "server"] as const) {
    const choice = await fresh();
    const scene = await prepare(choice, Number(values.users));
    results[name] = await rowsOf(name, choice, scene);
  }
  console.log(`\n${engine}, load average of the machine at the end ${averages()}`);
  console.table(
    Object.fromEntries(
      Object.entries(results.server).map(([title, server]) => {
        const bare = results.bare[title] ?? NaN;
        return [title, { server, "bare Hono": bare, "server / bare": round(server / bare) }];
      }),
    ),
  );
};

console.log(
  `${values.users} users, ${cores} cores, Node ${process.version}, load average at the start ${averages()}\n` +
    `${duration} s each, ${connections.reads} connections of each kind; what loads shares the machine. ` +
    "argon2id of 19 MiB and 2 passes; no rate limits.",
);
const engines = values.engine.split(",");
if (engines.includes("sqlite")) {
  const folder = await mkdtemp(join(tmpdir(), "knetik-users-load-"));
  let number = 0;
  await compare("SQLite", async () => {
    number += 1;
    return databaseOf({ database: { file: join(folder, `${number}.sqlite`) } });
  });
  await rm(folder, { recursive: true });
}
if (engines.includes("postgres")) {
  const clusters: Array<Awaited<ReturnType<typeof startCluster>>> = [];
  await compare("PostgreSQL", async () => {
    const cluster = await startCluster({ durable: true });
    clusters.push(cluster);
    return databaseOf({ database: { url: cluster.url } });
  });
  for (const cluster of clusters) await cluster[Symbol.asyncDispose]();
}
