import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import type { DatabaseChoice } from "../src/database/databaseKind.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { startCluster } from "../test/engines/cluster.ts";
import { type Contender, startContender } from "./load/contender.ts";
import { type Asked, prepare, type Scene } from "./load/scene.ts";
import { median, roundTo } from "./numbers.ts";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "sqlite,postgres" },
    users: { type: "string", default: "10000" },
    rounds: { type: "string", default: "9" },
    /** Requests per round and process. A number, not a time, so that a busy machine warms it up, too. */
    requests: { type: "string", default: "2000" },
    /** Only the cases with this text in their names. */
    only: { type: "string", default: "" },
    /** Folder for CPU profiles. */
    profile: { type: "string" },
  },
});

/** Microseconds of CPU of the process per request. */
const measure = async (contender: Contender, requests: ReadonlyArray<Asked>, amount: number) => {
  const before = await contender.usage();
  const {
    requests: sent,
    non2xx,
    errors,
    timeouts,
  } = await autocannon({
    url: contender.url,
    connections: 16,
    amount,
    timeout: 60,
    requests: requests.map((each) => ({ ...each })),
  });
  if (non2xx + errors + timeouts > 0) {
    throw new Error(`${non2xx} were refused, ${errors} failed, ${timeouts} timed out`);
  }
  const { cpuSeconds } = await contender.usage();
  return ((cpuSeconds - before.cpuSeconds) * 1_000_000) / sent.total;
};

const authorizationOf = async ({ url }: Contender, scene: Scene) => {
  const { path, ...init } = scene.passwords[0]!;
  const answer = (await (await fetch(`${url}${path}`, init)).json()) as { access_token: string };
  return { authorization: `Bearer ${answer.access_token}` };
};

const names = ["bare", "server"] as const;

const compare = async (engine: string, fresh: () => Promise<DatabaseChoice>) => {
  const started: Array<{
    readonly name: (typeof names)[number];
    readonly scene: Scene;
    readonly contender: Contender;
  }> = [];
  for (const name of names) {
    const choice = await fresh();
    const scene = await prepare(choice, Number(values.users));
    const contender = await startContender(name, choice, values.profile);
    started.push({ name, scene, contender });
  }
  const page: Asked = { method: "GET", path: "/users?size=100" };
  const rows: Record<string, Record<string, number>> = {};
  const cases = {
    "one user": (scene: Scene) => scene.reads,
    "one user, with a token": (scene: Scene, headers: Record<string, string>) =>
      scene.reads.map((asked) => ({ ...asked, headers })),
    "page of 100": () => [page],
    "page of 100, with a token": (_: Scene, headers: Record<string, string>) => [
      { ...page, headers },
    ],
    "client-credential grant": (scene: Scene) => scene.clients,
  };
  const amount = Number(values.requests);
  for (const [title, requestsOf] of Object.entries(cases)) {
    if (!title.includes(values.only)) continue;
    const asked = await Promise.all(
      started.map(async ({ name, scene, contender }) => ({
        name,
        contender,
        requests: requestsOf(scene, await authorizationOf(contender, scene)),
        costs: [] as Array<number>,
      })),
    );
    // Warmed up: code is compiled and caches are filled.
    for (const { contender, requests } of asked) await measure(contender, requests, 4 * amount);
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const { contender, requests, costs } of asked) {
        costs.push(await measure(contender, requests, amount));
      }
    }
    const [bare = NaN, server = NaN] = asked.map(({ costs }) => median(costs));
    rows[title] = {
      bare: roundTo(1, bare),
      server: roundTo(1, server),
      "server / bare": roundTo(2, server / bare),
    };
  }
  for (const { contender } of started) await contender.stop();
  console.log(
    `\n${engine}: µs of the process's CPU per request over sockets, median of ${values.rounds} rounds; load ` +
      loadavg()[0]!.toFixed(1),
  );
  console.table(rows);
};

console.log(`${values.users} users, ${availableParallelism()} cores, Node ${process.version}`);
const engines = values.engine.split(",");
if (engines.includes("sqlite")) {
  const folder = await mkdtemp(join(tmpdir(), "knetik-users-sockets-"));
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
