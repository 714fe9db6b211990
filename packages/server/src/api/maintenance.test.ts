import * as Effect from "effect/Effect";
import { afterEach, expect, it, vi } from "vitest";
import { keptForever, servicesOf } from "../../test/services.ts";
import { openDatabase } from "../database/database.ts";
import { sqlite } from "../database/sqlite.ts";
import { watched } from "../../test/statements.ts";
import { removeExpired, startMaintenance } from "./maintenance.ts";

afterEach(() => {
  vi.useRealTimers();
});

it("removes expired rows every minute, and nothing else", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const database = await openDatabase(sqlite(":memory:"));
  const { queries } = database;
  const client = { id: "web", secret_hash: null, grants: "[]", roles: "[]" };
  await queries.insertInto("oauth_clients").values(client).execute();
  for (const id of [1, 2]) {
    const name = `u${id}`;
    // The first user's tokens expire at this second; the second user's do not.
    const expires = { user_id: id, expires_at: 1_000 + id - 1 };
    const token = { ...expires, token_hash: name, client_id: "web", family: name };
    const names = { username: name, username_key: name, email: name, email_key: name };
    const user = { ...names, display_name_key: name, member_since: 0, last_updated: 0 };
    await queries
      .insertInto("users")
      .values({ id, ...user })
      .execute();
    await queries.insertInto("access_tokens").values(token).execute();
    await queries.insertInto("refresh_tokens").values(token).execute();
    await queries
      .insertInto("password_resets")
      .values({ ...expires, secret_hash: name })
      .execute();
    const mail = { recipient: name, subject: "", body: "", created_at: 0 };
    await queries
      .insertInto("outbox")
      .values({ ...expires, ...mail })
      .execute();
  }
  const usersOf = async (
    table: "access_tokens" | "refresh_tokens" | "password_resets" | "outbox",
  ) => (await queries.selectFrom(table).select("user_id").execute()).map((row) => row.user_id);

  const services = servicesOf(database, { clock: () => 1_000_000 });
  const maintenance = startMaintenance(services, keptForever);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(await usersOf("outbox")).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(1);
  await maintenance.stop();
  for (const table of ["access_tokens", "refresh_tokens", "password_resets", "outbox"] as const) {
    expect([table, await usersOf(table)]).toEqual([table, [2]]);
  }
  await database.close();
});

it("erases many old addresses in several statements, and no newer ones", async () => {
  const database = await openDatabase(sqlite(":memory:"));
  const entry = { event: "sign_in.failed", user_id: null, client_id: null, request_id: null };
  const old = 12_000;
  for (let count = 0; count <= old; count += 1_000) {
    const entries = Array.from({ length: 1_000 }, () => ({
      ...{ ...entry, target: null, fields: "[]", address: "203.0.113.7" },
      at: count < old ? 1 : 1_000,
    }));
    await database.queries.insertInto("audit_log").values(entries).execute();
  }
  const { database: spied, statements } = watched(database);
  const services = servicesOf(spied, { clock: () => 1_000_000 });
  await Effect.runPromise(removeExpired(services, { entries: undefined, addresses: 500 }));
  expect(
    statements.filter((each) => each.startsWith("Update") && each.includes("audit_log")),
  ).toHaveLength(3);
  const kept = await database.queries
    .selectFrom("audit_log")
    .select("at")
    .where("address", "is not", null)
    .execute();
  expect([kept.length, new Set(kept.map(({ at }) => at))]).toEqual([1_000, new Set([1_000])]);
  await database.close();
});
