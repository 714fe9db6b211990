import * as Effect from "effect/Effect";
import { expect, it } from "vitest";
import { openDatabase, run, runFirst } from "../../database/database.ts";
import { sqlite } from "../../database/sqlite.ts";
import { servicesOf } from "../../../test/services.ts";
import { watched } from "../../../test/statements.ts";
import { startReset } from "./requestReset.ts";

it("a reset for an unknown user runs the same statements and leaves no rows", async () => {
  const database = await openDatabase(sqlite(":memory:"));
  const name = { username: "u", username_key: "u", email: "e", email_key: "e" };
  const user = { ...name, display_name_key: "u", member_since: 0, last_updated: 0 };
  await Effect.runPromise(run(database.queries.insertInto("users").values({ id: 1, ...user })));
  const limits = { passwordReset: { recipient: { limit: 2, seconds: 60 } } };
  const { database: spied, statements } = watched(database);
  const services = servicesOf(spied, { limits });
  const statementsOf = async (userId: number) => {
    statements.length = 0;
    await Effect.runPromise(startReset(services, userId));
    return [...statements].sort();
  };
  const mailOf = () =>
    Effect.runPromise(runFirst(database.queries.selectFrom("outbox").selectAll()));
  const forNobody = await statementsOf(99);
  for (const table of ["password_resets", "outbox"] as const) {
    const row = await Effect.runPromise(runFirst(database.queries.selectFrom(table).selectAll()));
    expect(row).toBeUndefined();
  }
  expect(forNobody).toContain("InsertQueryNode password_resets");
  expect(forNobody).toContain("InsertQueryNode audit_log");
  expect(await statementsOf(1)).toEqual(forNobody);
  // Again, when an earlier secret is replaced.
  expect(await statementsOf(1)).toEqual(forNobody);
  const mail = await mailOf();
  // One more than allowed: the sent secret stays valid.
  expect(await statementsOf(1)).toEqual(forNobody);
  expect(await mailOf()).toEqual(mail);
  await database.close();
});
