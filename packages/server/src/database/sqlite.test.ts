import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import { CompiledQuery } from "kysely";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openDatabase } from "./database.ts";
import { sqlite } from "./sqlite.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "knetik-users-"));
  file = join(folder, "users.sqlite");
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

it("prepares the SQL of a query once", async () => {
  const database = await openDatabase(sqlite(file));
  const prepare = vi.spyOn(BetterSqlite.prototype, "prepare");
  for (const id of [1, 2, 3]) {
    await database.queries.selectFrom("users").select("id").where("id", "=", id).execute();
  }
  expect(prepare).toHaveBeenCalledOnce();
  await database.close();
});

it("prepared statements see a table that another process has changed", async () => {
  const database = await openDatabase(sqlite(file));
  const groups = () =>
    database.queries
      .executeQuery(CompiledQuery.raw("select * from user_groups"))
      .then(({ rows }) => rows);
  await database.queries
    .insertInto("user_groups")
    .values({ unique_name: "a", name: "A" })
    .execute();
  expect(await groups()).toEqual([{ id: 1, unique_name: "a", name: "A" }]);
  const other = new BetterSqlite(file);
  other.exec("alter table user_groups add column color text default 'red'");
  expect(await groups()).toEqual([{ id: 1, unique_name: "a", name: "A", color: "red" }]);
  other.exec("alter table user_groups drop column name");
  expect(await groups()).toEqual([{ id: 1, unique_name: "a", color: "red" }]);
  other.close();
  await database.close();
});

it("a transaction waits for another process without blocking this one", async () => {
  const database = await openDatabase(sqlite(file));
  const other = new BetterSqlite(file);
  other.exec("begin immediate");
  const group = { unique_name: "a", name: "A" };
  const waiting = database.queries.insertInto("user_groups").values(group).execute();
  await new Promise((resolve) => setImmediate(resolve));
  other.exec("commit");
  await waiting;
  other.close();
  await database.close();
});
