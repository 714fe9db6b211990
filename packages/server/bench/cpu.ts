import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DatabaseChoice } from "../src/database/databaseKind.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { createServer } from "../src/server.ts";
import { startCluster } from "../test/engines/cluster.ts";
import { bareApp } from "./load/bare.ts";
import { type Asked, prepare } from "./load/scene.ts";
import { openStore } from "./load/store.ts";
import { median } from "./numbers.ts";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "sqlite,postgres" },
    users: { type: "string", default: "10000" },
    rounds: { type: "string", default: "21" },
    /** Milliseconds of CPU per round and application. */
    budget: { type: "string", default: "100" },
    /** Only the cases with this text in their names. */
    only: { type: "string", default: "" },
    /** Only this application, for a profile. */
    app: { type: "string" },
  },
});
const rounds = Number(values.rounds);

type Fetch = (request: Request) => Promise<Response>;

const call = async (fetch: Fetch, { method, path, headers, body }: Asked) => {
  const request = new Request(`http://bench${path}`, {
    method,
    headers: headers ?? {},
    body: body ?? null,
  });
  const response = await fetch(request);
  await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
};

/** Microseconds of CPU per request. */
const measure = async (fetch: Fetch, asked: ReadonlyArray<Asked>, count: number) => {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) await call(fetch, asked[index % asked.length]!);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
};

const compare = async (engine: string, choice: DatabaseChoice) => {
  const scene = await prepare(choice, Number(values.users));
  const bare = bareApp(await openStore(choice), "url" in choice);
  const database = "url" in choice ? choice : { file: choice.file };
  await using server = await createServer({ database, limits: false });
  const apps: Readonly<Record<string, Fetch>> = {
    bare: async (request) => bare.fetch(request),
    server: server.fetch,
  };
  const tokenOf = async () => {
    const { method, path, headers = {}, body } = scene.passwords[0]!;
    const request = new Request(`http://bench${path}`, { method, headers, body: body ?? null });
    const answer = (await (await server.fetch(request)).json()) as { access_token: string };
    return { authorization: `Bearer ${answer.access_token}` };
  };
  const headers = await tokenOf();
  const page = { method: "GET", path: "/users?size=100" } as const;
  /** Each case with the bare application's own request, which has no token to check. */
  const cases: ReadonlyArray<
    readonly [name: string, bare: ReadonlyArray<Asked>, server: ReadonlyArray<Asked>]
  > = [
    ["one user", scene.reads, scene.reads],
    ["one user, with a token", scene.reads, scene.reads.map((asked) => ({ ...asked, headers }))],
    ["page of 100", [page], [page]],
    ["page of 100, with a token", [page], [{ ...page, headers }]],
    ["client-credential grant", scene.clients, scene.clients],
    ["GET /health/live", scene.reads, [{ method: "GET", path: "/health/live" }]],
  ];
  const rows: Record<string, Record<string, number>> = {};
  for (const [name, ...asked] of cases) {
    if (!name.includes(values.only)) continue;
    const contenders = Object.keys(apps)
      .map((app, index) => ({ app, fetch: apps[app]!, asked: asked[index]! }))
      .filter(({ app }) => values.app === undefined || values.app === app)
      .map((each) => ({ ...each, count: 0, costs: [] as Array<number> }));
    for (const each of contenders) {
      // Warmed up: code is compiled and caches are filled.
      const cold = await measure(each.fetch, each.asked, 200);
      await measure(each.fetch, each.asked, Math.ceil(1_000_000 / cold));
      const cost = await measure(each.fetch, each.asked, 200);
      each.count = Math.ceil((Number(values.budget) * 1_000) / cost);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { fetch, asked, count, costs } of contenders) {
        costs.push(await measure(fetch, asked, count));
      }
    }
    const row = Object.fromEntries(contenders.map(({ app, costs }) => [app, median(costs)]));
    const ratio = (row["server"] ?? NaN) / (row["bare"] ?? NaN);
    rows[name] = Object.fromEntries(
      Object.entries({ ...row, "server / bare": ratio }).map(([title, number]) => [
        title,
        Math.round(number * 100) / 100,
      ]),
    );
  }
  console.log(`\n${engine}: µs of CPU per request in process, median of ${rounds} rounds`);
  console.table(rows);
};

console.log(`${values.users} users, ${availableParallelism()} cores, Node ${process.version}`);
const engines = values.engine.split(",");
if (engines.includes("sqlite")) {
  const folder = await mkdtemp(join(tmpdir(), "knetik-users-cpu-"));
  await compare("SQLite", databaseOf({ database: { file: join(folder, "users.sqlite") } }));
  await rm(folder, { recursive: true });
}
if (engines.includes("postgres")) {
  await using cluster = await startCluster();
  await compare("PostgreSQL", databaseOf({ database: { url: cluster.url } }));
}
process.exit();
