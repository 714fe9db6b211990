import * as Effect from "effect/Effect";
import { expect, it } from "vitest";
import { openDatabase } from "../database.ts";
import { DatabaseUnavailable, TransactionConflict } from "../databaseErrors.ts";
import { sqlite } from "../sqlite.ts";
import { readFrom } from "./readFrom.ts";

/** A database whose replica has the given result. */
const reading = async (
  fromReplica: Effect.Effect<string, string>,
  has: () => boolean = () => true,
) => {
  const primary = await openDatabase(sqlite(":memory:"));
  const replica = await openDatabase(sqlite(":memory:"));
  let suspended = 0;
  const close = async () => {};
  const watch = { has, lag: () => 0, suspend: () => void (suspended += 1), stop: close };
  const database = { ...primary, replica: { database: replica, watch, close } };
  const result = await Effect.runPromise(
    Effect.result(
      readFrom(database, (from) => (from === replica ? fromReplica : Effect.succeed("primary"))),
    ),
  );
  await primary.close();
  await replica.close();
  return { result: result._tag === "Success" ? result.success : result.failure, suspended };
};

it.each([
  ["a replica that has everything", Effect.succeed("replica"), "replica", 0],
  ["a replica that does not find something", Effect.fail("not found"), "primary", 0],
  // "canceling statement due to conflict with recovery" has the code of a conflict.
  ["a conflict with recovery", Effect.die(new TransactionConflict("")), "primary", 1],
  ["a replica that is gone", Effect.die(new DatabaseUnavailable("")), "primary", 1],
])("%s", async (_, fromReplica, result, suspended) => {
  expect(await reading(fromReplica)).toEqual({ result, suspended });
});

it("does not use what it has read while the replica became another server", async () => {
  let asked = 0;
  const has = () => (asked += 1) === 1;
  expect((await reading(Effect.succeed("replica"), has)).result).toBe("primary");
});

it("does not hide a programming error", async () => {
  await expect(reading(Effect.die(new TypeError("wrong")))).rejects.toThrow("wrong");
});
