import * as Effect from "effect/Effect";
import type { KyselyPlugin } from "kysely";
import { expect, it } from "vitest";
import { openDatabase, run, runFirst } from "../database/database.ts";
import { sqlite } from "../database/sqlite.ts";
import type { Services } from "../services.ts";
import { servicesOf } from "../../test/services.ts";
import { startReset } from "./requestReset.ts";

it("a reset for nobody does what one for somebody does, and leaves nothing", async () => {
  const database = await openDatabase(sqlite(":memory:"));
  const name = { username: "u", username_key: "u", email: "e", email_key: "e" };
  const user = { ...name, display_name_key: "u", member_since: 0, last_updated: 0 };
  await Effect.runPromise(run(database.queries.insertInto("users").values({ id: 1, ...user })));
  const statementsOf = async (userId: number) => {
    const statements: Array<string> = [];
    const spy: KyselyPlugin = {
      transformQuery: ({ node }) => {
        const table = /"name":"(password_resets|outbox|users|rate_limits|audit_log)"/.exec(
          JSON.stringify(node),
        )?.[1];
        statements.push(`${node.kind} ${table}`);
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const queries = database.queries.withPlugin(spy);
    const services: Services = { ...servicesOf(database), database: { ...database, queries } };
    await Effect.runPromise(startReset(services, userId));
    return statements.sort();
  };
  const forNobody = await statementsOf(99);
  for (const table of ["password_resets", "outbox"] as const) {
    const row = await Effect.runPromise(runFirst(database.queries.selectFrom(table).selectAll()));
    expect(row).toBeUndefined();
  }
  expect(forNobody).toContain("InsertQueryNode password_resets");
  expect(await statementsOf(1)).toEqual(forNobody);
  // Once more, where there is one to be replaced.
  expect(await statementsOf(1)).toEqual(forNobody);
  await database.close();
});
