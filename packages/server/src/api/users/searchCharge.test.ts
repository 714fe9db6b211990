import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { servicesOf } from "../../../test/services.ts";
import { anonymous } from "../../call-context/caller.ts";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import { sqlite } from "../../database/sqlite.ts";
import { userHandlers } from "./userHandlers.ts";

/** One more than the database counts without the index. */
const users = 10_001;

const filled = async (): Promise<Database> => {
  const database = await openDatabase(sqlite(":memory:"));
  onTestFinished(() => database.close());
  await sql`insert into users
    (username, username_key, email, email_key, display_name_key, member_since, last_updated, last_activity)
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${users})
    select n, n, n, n, n, 0, 0, 2 from numbers`.execute(database.queries);
  return database;
};

/** A server with a replica, and one new broad filter a minute for each address. */
const serving = async () => {
  const primary = await filled();
  const replica = await filled();
  let isReplica = true;
  const close = async () => {};
  const watch = { has: () => isReplica, lag: () => 0, suspend: close, stop: close };
  const database = { ...primary, replica: { database: replica, watch, close } };
  const limits = { search: { address: { limit: 1, seconds: 60 } } };
  const { getUsers } = userHandlers(servicesOf(database, { limits }));
  const search = (since: number) =>
    Effect.runPromise(
      getUsers({
        params: {},
        query: { filter: { lastActivity: { gt: new Date(since * 1_000) } } },
        body: undefined,
      }).pipe(
        Effect.provideService(CurrentCall, {
          caller: anonymous,
          requestId: undefined,
          address: "203.0.113.1",
        }),
        Effect.map(({ totalElements }) => totalElements),
        Effect.catchTag("RetryLater", () => Effect.succeed("refused")),
      ),
    );
  return {
    replica,
    search,
    use: (use: boolean) => {
      isReplica = use;
    },
  };
};

it("is taken once for a filter that the replica has begun to read and the primary has to", async () => {
  const { replica, search, use } = await serving();
  const { since } = replica.kind.changes;
  // The replica falls behind while it is read.
  Object.assign(replica.kind, {
    changes: {
      ...replica.kind.changes,
      since: (...given: Parameters<typeof since>) => {
        use(false);
        return since(...given);
      },
    },
  });
  expect(await search(1)).toBe(users);
});

it("is not taken by the primary after the replica's attempt was refused", async () => {
  const { search, use } = await serving();
  use(false);
  expect(await search(1)).toBe(users);
  use(true);
  // The primary has the filter, but the load belongs on the replica, which has to read it.
  expect(await search(1)).toBe("refused");
});
