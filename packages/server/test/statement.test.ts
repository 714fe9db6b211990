import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { authenticate } from "../src/api/access/authenticate.ts";
import { requireClient } from "../src/api/oauth/requireClient.ts";
import { touchUser } from "../src/api/access/userActivity.ts";
import { hashSecret } from "../src/database/hashSecret.ts";
import { type Database, openDatabase, run, transaction } from "../src/database/database.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { statement } from "../src/database/statement.ts";
import { userHandlers } from "../src/api/users/userHandlers.ts";
import { CurrentCall } from "../src/call-context/currentCall.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { freshDatabase, type TestDatabase } from "./engines/databases.ts";
import { servicesOf } from "./services.ts";
import { watched } from "./statements.ts";

let fresh: TestDatabase;
let database: Database;
beforeEach(async () => {
  fresh = await freshDatabase();
  database = await openDatabase(databaseKind(databaseOf(fresh)));
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

interface Group {
  readonly name: string;
}
let compilations = 0;
const findGroup = statement<{ readonly uniqueName: string; readonly from: number }, Group>(
  ["uniqueName", "from"],
  (queries, { uniqueName, from }) => {
    compilations += 1;
    return queries
      .selectFrom("user_groups")
      .select("name")
      .where("id", ">=", from)
      .where("unique_name", "=", uniqueName);
  },
);
const insertGroup = statement<{ readonly uniqueName: string; readonly name: string }, unknown>(
  ["uniqueName", "name"],
  (queries, { uniqueName, name }) =>
    queries.insertInto("user_groups").values({ unique_name: uniqueName, name }),
);
const first = (uniqueName: string) => findGroup.first(database, { uniqueName, from: 0 });

it("a statement is compiled once and runs with the parameters of each call", async () => {
  compilations = 0;
  for (const name of ["a", "b"]) {
    await Effect.runPromise(insertGroup.all(database, { uniqueName: name, name: `${name}!` }));
  }
  expect(await Effect.runPromise(first("a"))).toEqual({ name: "a!" });
  expect(await Effect.runPromise(first("b"))).toEqual({ name: "b!" });
  expect(await Effect.runPromise(first("c"))).toBeUndefined();
  expect(await Effect.runPromise(findGroup.all(database, { uniqueName: "b", from: 2 }))).toEqual([
    { name: "b!" },
  ]);
  expect(await Effect.runPromise(findGroup.all(database, { uniqueName: "b", from: 3 }))).toEqual(
    [],
  );
  expect(compilations).toBe(1);
});

it("a statement in a transaction sees its changes, and others do not", async () => {
  let outside: Promise<Group | undefined> | undefined;
  const inside = transaction(database, (queries) =>
    Effect.gen(function* () {
      yield* insertGroup.all(database, { uniqueName: "a", name: "A" }, queries);
      outside = Effect.runPromise(first("a"));
      // SQLite has a single connection, so the read waits for the end of the transaction.
      if (inject("engine") === "postgres") yield* Effect.promise(() => outside!);
      return yield* findGroup.first(database, { uniqueName: "a", from: 0 }, queries);
    }),
  );
  expect(await Effect.runPromise(inside)).toEqual({ name: "A" });
  expect(await outside).toEqual(inject("engine") === "postgres" ? undefined : { name: "A" });
});

it("a statement that a transaction rolls back has no effect", async () => {
  let outside: Promise<Group | undefined> | undefined;
  const failing = transaction(database, (queries) =>
    Effect.gen(function* () {
      yield* insertGroup.all(database, { uniqueName: "a", name: "A" }, queries);
      outside = Effect.runPromise(first("a"));
      return yield* Effect.fail("rolled back");
    }),
  );
  expect(await Effect.runPromise(Effect.flip(failing))).toBe("rolled back");
  expect(await outside).toBeUndefined();
  expect(await Effect.runPromise(first("a"))).toBeUndefined();
});

const token = "t".repeat(43);
const prepareToken = async (lastActivity: number) => {
  const { queries } = database;
  const names = { username: "u", username_key: "u", email: "e", email_key: "e" };
  const user = { ...names, display_name_key: "u", member_since: 0, last_updated: 0 };
  await queries
    .insertInto("users")
    .values({ ...user, id: 7, last_activity: lastActivity })
    .execute();
  const client = { id: "web", secret_hash: null, grants: "[]", roles: "[]" };
  await queries.insertInto("oauth_clients").values(client).execute();
  const stored = { client_id: "web", user_id: 7, family: null, expires_at: 10 };
  await queries
    .insertInto("access_tokens")
    .values({ ...stored, token_hash: hashSecret(token) })
    .execute();
};

it("authenticates with one statement, which reads the token, the client and the roles", async () => {
  await prepareToken(0);
  const roles = ["USERS_ADMIN", "TEMPLATE_ADMIN"].map((role) => ({ user_id: 7, role }));
  await Effect.runPromise(run(database.queries.insertInto("user_roles").values(roles)));
  const { database: spied, statements } = watched(database);
  const caller = await Effect.runPromise(authenticate(servicesOf(spied), `Bearer ${token}`));
  expect(caller).toEqual({
    clientId: "web",
    userId: 7,
    roles: new Set(["TEMPLATE_ADMIN", "USERS_ADMIN"]),
  });
  expect(statements).toEqual(["SelectQueryNode access_tokens users"]);
});

const authenticated = () => authenticate(servicesOf(database), `Bearer ${token}`);
const unauthorized = { _tag: "Unauthorized" };

it("rejects the token of a disabled user, even if it was not deleted", async () => {
  await prepareToken(0);
  expect(await Effect.runPromise(authenticated())).toMatchObject({ userId: 7 });
  await database.queries.updateTable("users").set({ disabled_at: 1 }).execute();
  expect(await Effect.runPromise(Effect.flip(authenticated()))).toMatchObject(unauthorized);
});

it("writes no activity of a user who was disabled after the call was authenticated", async () => {
  await prepareToken(0);
  const { queries } = database;
  const touch = () =>
    Effect.runPromise(touchUser({ ...servicesOf(database), now: () => 100 }, queries, 7, null));
  const activity = () => queries.selectFrom("users").select("last_activity").executeTakeFirst();
  await queries.updateTable("users").set({ disabled_at: 1 }).execute();
  await touch();
  expect(await activity()).toEqual({ last_activity: 0 });
  await queries.updateTable("users").set({ disabled_at: null }).execute();
  await touch();
  expect(await activity()).toEqual({ last_activity: 100 });
});

it.each(["users", "oauth_clients", "access_tokens"] as const)(
  "rejects a token after its row of %s was deleted",
  async (table) => {
    await prepareToken(0);
    await database.queries.deleteFrom(table).execute();
    expect(await Effect.runPromise(Effect.flip(authenticated()))).toMatchObject(unauthorized);
  },
);

it("accepts both secrets of a client after a rotation, with one statement", async () => {
  const secrets = {
    secret_hash: hashSecret("new"),
    previous_secret_hash: hashSecret("old"),
    previous_secret_until: 10,
  };
  const client = { id: "ops", grants: "[]", roles: "[]", ...secrets };
  await database.queries.insertInto("oauth_clients").values(client).execute();
  const { database: spied, statements } = watched(database);
  const authenticates = async (clientSecret: string, seconds: number) => {
    const services = { ...servicesOf(spied), now: () => seconds };
    const exit = await Effect.runPromiseExit(
      requireClient(services, { clientId: "ops", clientSecret }),
    );
    return Exit.isSuccess(exit);
  };
  expect(await authenticates("new", 9)).toBe(true);
  expect(await authenticates("old", 9)).toBe(true);
  expect(statements).toHaveLength(2);
  expect(await authenticates("new", 10)).toBe(true);
  expect(await authenticates("old", 10)).toBe(false);
  expect(await authenticates("other", 9)).toBe(false);
});

it("reads a user with its tags with one statement", async () => {
  await prepareToken(0);
  const tags = ["ß", "b", "a"].map((tag) => ({ user_id: 7, tag }));
  await Effect.runPromise(run(database.queries.insertInto("user_tags").values(tags)));
  const { database: spied, statements } = watched(database);
  const read = (userId: number) =>
    Effect.runPromise(
      Effect.provideService(
        userHandlers(servicesOf(spied)).getUser({
          params: { id: 7 },
          query: undefined,
          body: undefined,
        }),
        CurrentCall,
        {
          caller: { clientId: "web", userId, roles: new Set<string>() },
          requestId: "",
          address: undefined,
        },
      ),
    );
  expect(await read(7)).toMatchObject({ id: 7, username: "u", tags: ["a", "b", "ß"] });
  expect(statements).toEqual(["SelectQueryNode users"]);
  statements.length = 0;
  expect(await read(8)).not.toHaveProperty("username");
  expect(statements).toEqual(["SelectQueryNode users"]);
});
