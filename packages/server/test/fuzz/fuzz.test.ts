import { expect, inject, it } from "vitest";
import { start } from "../support.ts";
import { fuzz } from "./fuzz.ts";
import { changesBetween, snapshot } from "./tables.ts";

it("no input makes the server fail or change unrelated data", async () => {
  // All tables are read after each request, which takes longer on PostgreSQL.
  const tally = await fuzz(inject("engine") === "postgres" ? 200 : 500);
  const succeeded = [...tally.values()].filter((statuses) =>
    [...statuses.keys()].some((status) => status < 300),
  );
  // Otherwise the others would not test what a success changes.
  expect(succeeded.length).toBeGreaterThan(8);
});

it("finds a changed, new or deleted row", async () => {
  await using fixture = await start();
  const { queries } = fixture.database;
  const before = await snapshot(queries);
  await queries.updateTable("users").set({ city: "Elsewhere" }).where("id", "=", 2).execute();
  await queries.deleteFrom("user_roles").where("user_id", "=", 1).execute();
  await queries.insertInto("user_tags").values({ user_id: 1, tag: "new" }).execute();
  const changes = changesBetween(before, await snapshot(queries));
  expect(changes.map(({ table }) => table)).toEqual([
    "users",
    "user_tags",
    "user_roles",
    "user_roles",
  ]);
  expect(changes[0]?.columns).toEqual(["city"]);
  expect(changesBetween(before, before)).toEqual([]);
});
