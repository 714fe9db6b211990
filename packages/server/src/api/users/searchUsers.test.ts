import * as Effect from "effect/Effect";
import type { KyselyPlugin } from "kysely";
import { expect, it } from "vitest";
import { openDatabase, run } from "../../database/database.ts";
import { sqlite } from "../../database/sqlite.ts";
import { searchUsers } from "./searchUsers.ts";

it("selects only the columns of a summary", async () => {
  const database = await openDatabase(sqlite(":memory:"));
  const { queries, close } = database;
  const names = { username: "u", username_key: "u", email: "e", email_key: "e" };
  const user = { ...names, display_name_key: "u", member_since: 0, last_updated: 0 };
  await Effect.runPromise(
    run(queries.insertInto("users").values({ id: 1, ...user, description: "long" })),
  );
  const read = new Set<string>();
  const spy: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      for (const row of result.rows) for (const column of Object.keys(row)) read.add(column);
      return result;
    },
  };
  const page = await Effect.runPromise(
    searchUsers(
      { database: { ...database, queries: queries.withPlugin(spy) }, limits: {}, now: () => 0 },
      {},
    ),
  );
  expect(page.content).toMatchObject([{ id: 1, displayName: "u" }]);
  expect([...read].sort()).toEqual(
    [
      ...["avatar_url", "display_name", "email", "fullname", "id", "last_activity", "last_updated"],
      ...["member_since", "username", "total"],
    ].sort(),
  );
  await close();
});
