import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import * as Effect from "effect/Effect";
import { hashPassword } from "../src/api/password-hashing/passwordHash.ts";
import type { DatabaseChoice } from "../src/database/databaseKind.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { startCluster } from "../test/engines/cluster.ts";
import { type Contender, startContender, startTime } from "./load/contender.ts";
import { prepare, type Scene } from "./load/scene.ts";
import { median, roundTo } from "./numbers.ts";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "sqlite" },
    users: { type: "string", default: "10000" },
    /** Measurements of each process, in turn. */
    rounds: { type: "string", default: "3" },
    /** Seconds of each measurement except memory. */
    seconds: { type: "string", default: "6" },
    /** Seconds of load while memory is measured; with `--long` five minutes. */
    memory: { type: "string" },
    long: { type: "boolean", default: false },
  },
});
const duration = Number(values.seconds);
const memoryDuration = Number(values.memory ?? (values.long ? 300 : 30));
const cores = availableParallelism();

type Kind = keyof Scene;
/** Enough to keep the server busy with any kind of request. */
const connections = 16;

const load = async ({ url }: Contender, scene: Scene, kind: Kind, seconds: number) => {
  const { requests, latency, non2xx, errors, timeouts, ...result } = await autocannon({
    url,
    connections,
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

/** Figures by their titles. */
type Figures = Record<string, number>;

const measure = async (
  contender: Contender,
  scene: Scene,
  [kind, title]: readonly [Kind, string],
): Promise<Figures> => {
  const before = await contender.usage();
  const { perSecond, total, p99 } = await load(contender, scene, kind, duration);
  const { cpuSeconds } = await contender.usage();
  return {
    [`${title}, per second`]: perSecond,
    [`${title}, per CPU second of the process`]: total / (cpuSeconds - before.cpuSeconds),
    [`${title}, p99 ms`]: p99,
  };
};

const storm = async (contender: Contender, scene: Scene): Promise<Figures> => {
  const signIns = load(contender, scene, "passwords", duration + 2);
  // After the burst has begun.
  await sleep(1_000);
  const reads = await load(contender, scene, "reads", duration);
  return {
    "GET /users/{id} in a sign-in storm, per second": reads.perSecond,
    "GET /users/{id} in a sign-in storm, p99 ms": reads.p99,
    "password grants of the storm, per second": (await signIns).perSecond,
  };
};

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);

/** All three kinds at once, for a long time. */
const memory = async (contender: Contender, scene: Scene): Promise<Figures> => {
  const figures: Figures = { "memory (RSS) before, MB": megabytes((await contender.usage()).rss) };
  const parts = 5;
  for (let part = 1; part <= parts; part += 1) {
    const seconds = Math.ceil(memoryDuration / parts);
    const kinds = ["reads", "passwords", "clients"] as const;
    await Promise.all(kinds.map((kind) => load(contender, scene, kind, seconds)));
    const { rss } = await contender.usage();
    figures[`memory (RSS) after ${part * seconds} s of all three at once, MB`] = megabytes(rss);
  }
  return figures;
};

/** What the cores hash, without a server. */
const hashesPerSecond = async (): Promise<number> => {
  const end = performance.now() + duration * 1_000;
  let hashes = 0;
  const work = async () => {
    for (; performance.now() < end; hashes += 1)
      await Effect.runPromise(hashPassword("a-password"));
  };
  await Promise.all(Array.from({ length: cores }, work));
  return hashes / duration;
};

const names = ["bare", "server"] as const;

interface Started {
  readonly choice: DatabaseChoice;
  readonly scene: Scene;
  readonly contender: Contender;
  /** By title, one for each round. */
  readonly figures: Map<string, Array<number>>;
}

const averages = () =>
  loadavg()
    .map((average) => average.toFixed(1))
    .join(" ");

const compare = async (engine: string, fresh: () => Promise<DatabaseChoice>) => {
  const started: Array<Started> = [];
  for (const name of names) {
    const choice = await fresh();
    const scene = await prepare(choice, Number(values.users));
    const contender = await startContender(name, choice);
    started.push({ choice, scene, contender, figures: new Map() });
  }
  /** In turn, so that both are measured on the same machine. */
  const alternate = async (
    rounds: number,
    act: (contender: Contender, scene: Scene) => Promise<Figures>,
  ) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const { contender, scene, figures } of started) {
        for (const [title, figure] of Object.entries(await act(contender, scene))) {
          figures.set(title, [...(figures.get(title) ?? []), figure]);
        }
      }
    }
  };
  const rounds = Number(values.rounds);
  for (const { contender, scene } of started) {
    // Warmed up: code is compiled and caches are filled.
    for (const kind of ["passwords", "clients", "reads"] as const) {
      await load(contender, scene, kind, 3);
    }
  }
  for (const kind of [
    ["passwords", "password grants"],
    ["clients", "client-credential grants"],
    ["reads", "GET /users/{id}"],
  ] as const) {
    await alternate(rounds, (contender, scene) => measure(contender, scene, kind));
  }
  const hashes = await hashesPerSecond();
  await alternate(rounds, storm);
  await alternate(1, memory);
  for (const { contender } of started) await contender.stop();
  const [bare, server] = started;
  if (bare === undefined || server === undefined) return;
  const starts: Array<number> = [];
  for (let start = 0; start < 5; start += 1) starts.push(await startTime(server.choice));

  console.log(`\n${engine}, load average of the machine at the end ${averages()}`);
  console.table(
    Object.fromEntries(
      Array.from(server.figures, ([title, found]) => {
        const [one, other] = [median(found), median(bare.figures.get(title) ?? [])];
        const row = { server: one, "bare Hono": other, "server / bare": one / other };
        return [
          title,
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, roundTo(2, value)])),
        ];
      }),
    ),
  );
  const grants = median(server.figures.get("password grants, per second") ?? []);
  console.log(
    `argon2id alone: ${roundTo(1, hashes)} per second; password grants are ${roundTo(2, grants / hashes)} of it\n` +
      `from the start of the program until it is ready: ${Math.round(median(starts))} ms`,
  );
};

console.log(
  `${values.users} users, ${cores} cores, Node ${process.version}, load average at the start ${averages()}\n` +
    `median of ${values.rounds} rounds of ${duration} s, ${connections} connections of each kind; what loads shares the machine. ` +
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
process.exit();
