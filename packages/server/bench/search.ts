import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as Effect from "effect/Effect";
import { CompiledQuery, type KyselyPlugin } from "kysely";
import { CurrentCall } from "../src/call-context/currentCall.ts";
import { type Database, openDatabase, run } from "../src/database/database.ts";
import type { DatabaseChoice } from "../src/database/databaseKind.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { listToJson } from "../src/api/repositories/oauthClients.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { hashSecret, makeSecret } from "../src/database/hashSecret.ts";
import { createServer } from "../src/server.ts";
import { startCluster } from "../test/engines/cluster.ts";
import { type Case, nasty, pairs, single } from "./cases.ts";
import { fill } from "./million.ts";

const { values } = parseArgs({
  options: {
    users: { type: "string", default: "1000000" },
    engine: { type: "string", default: "sqlite,postgres" },
    plans: { type: "boolean", default: false },
    pairs: { type: "boolean", default: false },
    /** A file that is kept for the next run. */
    data: { type: "string" },
  },
});
interface Result {
  readonly name: string;
  /** Milliseconds. */
  readonly median: number;
  /** The fastest call, which other load on the machine disturbs least. */
  readonly fastest: number;
  readonly cold: number;
}

const rounds = values.pairs ? 9 : 21;

const median = (numbers: ReadonlyArray<number>) =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;

/** An administrator's token, which may use every filter. */
const makeToken = async ({ queries }: Database): Promise<string> => {
  const token = makeSecret();
  const client = { id: `bench-${token}`, secret_hash: "", grants: "[]" };
  await Effect.runPromise(
    run(
      queries.insertInto("oauth_clients").values({ ...client, roles: listToJson(["USERS_ADMIN"]) }),
    ),
  );
  const stored = { token_hash: hashSecret(token), client_id: client.id, user_id: null };
  await Effect.runPromise(
    run(queries.insertInto("access_tokens").values({ ...stored, expires_at: 9_999_999_999 })),
  );
  return token;
};

/** The SQL statements of a search with their query plans. */
const explain = async (kind: "sqlite" | "postgres", database: Database, query: string) => {
  const { searchUsers } = await import("../src/api/users/searchUsers.ts");
  const { contract, decodeRequest } = await import("@knetik-users/core/effect");
  const decoded = decodeRequest(contract.getUsers, {
    params: {},
    query: new URLSearchParams(query),
    body: undefined,
  });
  if (decoded._tag === "Failure") throw new Error(query);
  const statements: Array<CompiledQuery> = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      statements.push(database.queries.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const caller = { clientId: "bench", roles: new Set(["USERS_ADMIN"]) };
  const search = decoded.success.query as Parameters<typeof searchUsers>[1];
  await Effect.runPromise(
    Effect.provideService(
      searchUsers(
        {
          database: { ...database, queries: database.queries.withPlugin(plugin) },
          limits: {},
          now: () => 0,
        },
        search,
      ),
      CurrentCall,
      {
        caller,
        requestId: undefined,
        address: undefined,
      },
    ),
  );
  const prefix = kind === "sqlite" ? "explain query plan " : "explain (costs off) ";
  const lines: Array<string> = [];
  for (const { sql, parameters } of statements) {
    const { rows } = await database.queries.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(prefix + sql, [...parameters]),
    );
    lines.push(`    ${sql.slice(0, 160)}${sql.length > 160 ? "…" : ""}`);
    for (const row of rows) lines.push(`      ${String(row["detail"] ?? row["QUERY PLAN"])}`);
  }
  return lines.join("\n");
};

const measure = async (kind: "sqlite" | "postgres", choice: DatabaseChoice) => {
  const database = await openDatabase(databaseKind(choice));
  const token = await makeToken(database);
  await using server = await createServer({ database: choice });
  const ask = async (query: string) => {
    const start = performance.now();
    const response = await server.fetch(
      new Request(`http://bench/users?${query}`, { headers: { authorization: `Bearer ${token}` } }),
    );
    const body = await response.text();
    if (response.status !== 200) throw new Error(`${query}: ${body}`);
    return { milliseconds: performance.now() - start, total: JSON.parse(body).total_elements };
  };
  /** The first, middle and last page of every case, each asked for the first time and then again. */
  const pages = async (cases: ReadonlyArray<Case>) => {
    const positions = ["first", "middle", "last"] as const;
    const results = new Map(positions.map((position) => [position, [] as Array<Result>]));
    for (const { name, query } of cases) {
      const { total } = await ask(`${query}&size=25`);
      const last = Math.max(1, Math.ceil(total / 25));
      const numbers = { first: 1, middle: Math.ceil(last / 2), last };
      for (const position of positions) {
        const page = `${query}&size=25&page=${numbers[position]}`;
        const cold = (await ask(page)).milliseconds;
        const times: Array<number> = [];
        for (let round = 0; round < rounds; round += 1) times.push((await ask(page)).milliseconds);
        results
          .get(position)
          ?.push({ name, median: median(times), fastest: Math.min(...times), cold });
      }
    }
    console.log(`\n${kind}: every filter with every order (medians of ${rounds})`);
    for (const [position, all] of results) {
      const slowest = all.reduce((one, other) => (other.median > one.median ? other : one));
      const cold = all.reduce((one, other) => (other.cold > one.cold ? other : one));
      const above = all.filter((each) => each.median >= 50).length;
      console.log(
        `${position} page: ${all.length} cases, ${above} with a median of 50 ms or more; ` +
          `median ${median(all.map((each) => each.median)).toFixed(1)} ms; ` +
          `${all.filter((each) => each.fastest >= 50).length} whose fastest call took 50 ms, ` +
          `the slowest of these ${Math.max(...all.map((each) => each.fastest)).toFixed(1)} ms; ` +
          `the slowest: ${slowest.name}, ${slowest.median.toFixed(1)} ms; ` +
          `the slowest first call: ${cold.name}, ${cold.cold.toFixed(1)} ms`,
      );
    }
  };
  const table = async (title: string, cases: ReadonlyArray<Case>) => {
    const results: Array<readonly [string, number, number]> = [];
    console.log(`\n${kind}: ${title} (first use, median and slowest of ${rounds}, total_elements)`);
    for (const { name, query } of cases) {
      const { total, milliseconds } = await ask(query);
      const times: Array<number> = [];
      for (let round = 0; round < rounds; round += 1) times.push((await ask(query)).milliseconds);
      const [middle, slowest] = [median(times), Math.max(...times)];
      results.push([name, middle, slowest]);
      console.log(
        `${name.padEnd(44)}${[milliseconds, middle, slowest].map((time) => `${time.toFixed(1).padStart(9)} ms`).join("")}${String(total).padStart(10)}`,
      );
      if (values.plans) console.log(await explain(kind, database, query));
    }
    const slowest = results.reduce((one, other) => (other[1] > one[1] ? other : one));
    const above = results.filter(([, middle]) => middle >= 50).length;
    console.log(
      `${results.length} cases, ${above} with a median of 50 ms or more; the slowest: ${slowest[0]}, ${slowest[1].toFixed(1)} ms`,
    );
  };
  if (values.pairs) await pages(pairs);
  else {
    await table("every filter, every order: the first page", single);
    await table("combinations and deep pages", nasty);
  }
  await database.close();
};

const filled = async (choice: DatabaseChoice, isFilled: boolean) => {
  if (isFilled) return;
  const database = await openDatabase(databaseKind(choice));
  const start = performance.now();
  await fill(database, Number(values.users), 1);
  await database.close();
  console.log(`filled in ${((performance.now() - start) / 1_000).toFixed(0)} s`);
};

console.log(`${values.users} users, ${availableParallelism()} cores, Node ${process.version}`);
const engines = values.engine.split(",");
if (engines.includes("sqlite")) {
  const folder = await mkdtemp(join(tmpdir(), "knetik-users-bench-"));
  const file = values.data ?? join(folder, "users.sqlite");
  const choice = databaseOf({ database: { file } });
  await filled(choice, existsSync(file));
  await measure("sqlite", choice);
  await rm(folder, { recursive: true });
}
if (engines.includes("postgres")) {
  const { DATABASE_URL: given = "" } = process.env;
  const cluster = given === "" ? await startCluster() : undefined;
  const choice = databaseOf({ database: { url: cluster?.url ?? given } });
  await filled(choice, cluster === undefined);
  await measure("postgres", choice);
  await cluster?.[Symbol.asyncDispose]();
}
