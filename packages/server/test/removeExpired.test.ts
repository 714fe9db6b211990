import { setImmediate as nextTurn } from "node:timers/promises";
import * as Effect from "effect/Effect";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { removeExpired } from "../src/api/maintenance.ts";
import { chunksOf } from "../src/database/chunks.ts";
import { type Database, openDatabase } from "../src/database/database.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { freshDatabase, type TestDatabase } from "./engines/databases.ts";
import { servicesOf } from "./services.ts";
import { watched } from "./statements.ts";

const many = 12_000;
const now = 1_000;
const retention = { entries: 500, addresses: undefined };

let fresh: TestDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase(databaseKind(databaseOf(fresh)));
  const client = { id: "web", secret_hash: null, grants: "[]", roles: "[]" };
  await database.queries.insertInto("oauth_clients").values(client).execute();
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});
afterEach(async () => {
  for (const table of tables) await database.queries.deleteFrom(table).execute();
});

const tables = ["access_tokens", "refresh_tokens", "rate_limits", "audit_log"] as const;
const token = { client_id: "web", user_id: null, family: null };
const entry = { event: "sign_in.failed", user_id: null, client_id: null, request_id: null };
/** Expired rows, and one that is not. */
const fillTables = async () => {
  const { queries } = database;
  for (const numbers of chunksOf(Array.from({ length: many + 1 }, (_, index) => index))) {
    const rows = numbers.map((number) => ({
      name: `n${number}`,
      time: number === many ? now + 1 : 1,
    }));
    const tokens = rows.map(({ name, time }) => ({
      ...{ ...token, token_hash: name, expires_at: time },
    }));
    await queries.insertInto("access_tokens").values(tokens).execute();
    await queries
      .insertInto("rate_limits")
      .values(rows.map(({ name, time }) => ({ key: name, full_at: time * 1_000, capacity: 1 })))
      .execute();
    await queries
      .insertInto("audit_log")
      .values(
        rows.map(({ time }) => ({
          ...{ ...entry, address: null, target: null, fields: "[]", at: time },
        })),
      )
      .execute();
  }
};
const numberOf = async (table: (typeof tables)[number]) => {
  const { number } = await database.queries
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as("number"))
    .executeTakeFirstOrThrow();
  return number;
};

it("removes many expired rows in several statements, between which others get their turn", async () => {
  await fillTables();
  const { database: spied, statements } = watched(database);
  let turns = 0;
  let isDone = false;
  const others = (async () => {
    while (!isDone) {
      await nextTurn();
      turns += 1;
    }
  })();
  const services = servicesOf(spied, { clock: () => now * 1_000 });
  await Effect.runPromise(removeExpired(services, retention));
  isDone = true;
  await others;
  for (const table of ["access_tokens", "rate_limits", "audit_log"] as const) {
    expect([table, await numberOf(table)]).toEqual([table, 1]);
    expect(statements.filter((each) => each.endsWith(` ${table}`))).toHaveLength(3);
  }
  expect(turns).toBeGreaterThanOrEqual(6);
});

it("removes the other rows if some cannot be removed, and fails", async () => {
  await fillTables();
  const { queries } = database;
  const services = servicesOf(
    {
      ...database,
      kind: {
        ...database.kind,
        changes: {
          ...database.kind.changes,
          prune: async () => {
            throw new Error("timeout");
          },
        },
      },
    },
    { clock: () => now * 1_000 },
  );
  await expect(Effect.runPromise(removeExpired(services, retention))).rejects.toThrow("timeout");
  expect(await numberOf("audit_log")).toBe(1);
  expect(await queries.selectFrom("access_tokens").select("token_hash").execute()).toEqual([
    { token_hash: `n${many}` },
  ]);
});
