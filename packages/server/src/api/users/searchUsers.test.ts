import * as Effect from "effect/Effect";
import type { KyselyPlugin } from "kysely";
import { expect, it } from "vitest";
import type { Caller } from "../../call-context/caller.ts";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { openDatabase, run } from "../../database/database.ts";
import { sqlite } from "../../database/sqlite.ts";
import { searchUsers } from "./searchUsers.ts";

const publicColumns = [
  "avatar_url",
  "display_name",
  "id",
  "last_updated",
  "member_since",
  "username",
];
const privateColumns = ["email", "fullname", "last_activity"];
const signedIn = (caller: Partial<Caller>) => ({
  caller: { roles: new Set<never>(), ...caller },
  requestId: undefined,
  address: undefined,
});

it.each([
  { who: "anonymous callers", call: signedIn({}), columns: publicColumns },
  { who: "clients", call: signedIn({ clientId: "c" }), columns: publicColumns },
  {
    who: "users, who may be in the list",
    call: signedIn({ clientId: "c", userId: 1 }),
    columns: [...publicColumns, ...privateColumns],
  },
  {
    who: "administrators",
    call: signedIn({ clientId: "c", roles: new Set(["USERS_ADMIN"] as const) }),
    columns: [...publicColumns, ...privateColumns],
  },
])("selects only the columns that are shown to $who", async ({ call, columns }) => {
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
  const spied = { ...database, queries: queries.withPlugin(spy) };
  for (const search of [{}, { filter: { ids: [1] } }]) {
    const page = await Effect.runPromise(
      Effect.provideService(
        searchUsers({ database: spied, limits: {}, now: () => 0 }, search),
        CurrentCall,
        call,
      ),
    );
    expect(page.content).toMatchObject([{ id: 1, displayName: "u" }]);
    read.delete("total");
    expect([...read].sort()).toEqual([...columns].sort());
    read.clear();
  }
  await close();
});
