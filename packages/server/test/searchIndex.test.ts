import * as fc from "fast-check";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { fill } from "../bench/million.ts";
import { type Database, openDatabase } from "../src/database/database.ts";
import { sqlite } from "../src/database/sqlite.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { SearchIndex } from "../src/api/users/search-index/searchIndex.ts";
import { type Filter, filtersOf, type SearchColumn } from "../src/api/users/userFilters.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { freshDatabase, type TestDatabase } from "./engines/databases.ts";
import { expectExact } from "./indexedSearch.ts";
import { watched } from "./statements.ts";

const count = 60;
let fresh: TestDatabase;
let database: Database;
beforeEach(async () => {
  fresh = await freshDatabase();
  database = await openDatabase(databaseKind(databaseOf(fresh)));
  await fill(database, count, 3);
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

const columns: ReadonlyArray<SearchColumn> = [
  "id",
  "username_key",
  "display_name_key",
  "fullname_key",
  "last_activity",
];
// None of them depends on the database.
const filters: ReadonlyArray<Filter> = [
  { tag: "newsletter" },
  { group: "everyone" },
  { role: "TEMPLATE_ADMIN" },
  { search: "s" },
  { displayName: "s" },
  { fullname: "m" },
  { lastActivity: { gt: new Date(1_760_000_000_000) } },
].flatMap((filter) => filtersOf(sqlite(":memory:"), filter));

const names = fc.constantFrom("a", "m", "s", "sm", "z", "é");
const ids = fc.integer({ min: 1, max: count + 4 });
const times = fc.option(fc.integer({ min: 1_759_999_990, max: 1_760_000_010 }));

type Change = (queries: Database["queries"]) => Promise<unknown>;

/** Every kind of change that moves a user, or lets it match or not. */
const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(ids, names).map(
    ([id, name]): Change =>
      (queries) =>
        queries
          .updateTable("users")
          .set({ display_name: name, display_name_key: name, username_key: `${name}${id}` })
          .where("id", "=", id)
          .execute(),
  ),
  fc.tuple(ids, fc.option(names)).map(
    ([id, name]): Change =>
      (queries) =>
        queries
          .updateTable("users")
          .set({ fullname_key: name, display_name: null })
          .where("id", "=", id)
          .execute(),
  ),
  fc.tuple(ids, times).map(
    ([id, time]): Change =>
      (queries) =>
        queries.updateTable("users").set({ last_activity: time }).where("id", "<=", id).execute(),
  ),
  ids.map(
    (id): Change =>
      (queries) =>
        queries.deleteFrom("users").where("id", "=", id).execute(),
  ),
  fc.tuple(ids, names).map(
    ([id, name]): Change =>
      (queries) =>
        queries
          .insertInto("users")
          .values({
            ...{ id, username: name, username_key: `${name}${id}`, email: name },
            ...{ email_key: `${name}${id}`, display_name_key: name },
            ...{ member_since: 0, last_updated: 0 },
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
  ),
  ids.map(
    (id): Change =>
      (queries) =>
        queries.deleteFrom("user_tags").where("user_id", "=", id).execute(),
  ),
  fc.constantFrom<Change>(
    (queries) => queries.deleteFrom("user_roles").execute(),
    (queries) =>
      queries
        .insertInto("user_roles")
        .columns(["user_id", "role"])
        .expression(
          queries
            .selectFrom("users")
            .select(["id", sql.lit("TEMPLATE_ADMIN").as("role")])
            .where("id", "<", 20),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    (queries) =>
      queries
        .updateTable("user_groups")
        .set({
          unique_name: sql`case unique_name when 'everyone' then 'nobody' else 'everyone' end`,
        })
        .where("unique_name", "in", ["everyone", "nobody"])
        .execute(),
    (queries) => queries.deleteFrom("user_group_members").where("user_id", "<", 10).execute(),
    // What the log has forgotten cannot be repaired.
    (queries) => database.kind.changes.prune(queries, 3),
  ),
);

const searches = fc.record({
  chosen: fc.subarray([...filters], { maxLength: 3 }),
  column: fc.constantFrom(...columns),
  descending: fc.boolean(),
  offset: fc.nat(count + 5),
  size: fc.integer({ min: 1, max: 20 }),
});

const limits = { bytes: 1_000_000, values: 100, chunk: 1_000 };

it("equals the database after any changes", async () => {
  // Several chunks for each order and filter.
  const index = new SearchIndex(database, { ...limits, chunk: 7 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.array(changes, { maxLength: 4 }), searches), { maxLength: 6 }),
      async (steps) => {
        for (const [made, { chosen, column, descending, offset, size }] of steps) {
          for (const change of made) await change(database.queries);
          await expectExact(index, database, { chosen, column, descending, offset, size });
        }
      },
    ),
    { numRuns: 30 },
  );
});

const after = { lastActivity: { gt: new Date(0) } };
const [active] = filtersOf(sqlite(":memory:"), after);
const byName = { column: "display_name_key", descending: false } as const;
const firstRows = { offset: 0, size: 10 };

it("reads nothing but the version while nothing changes", async () => {
  const { database: spied, statements } = watched(database);
  const index = new SearchIndex(spied);
  await index.find([active!], byName, firstRows);
  statements.length = 0;
  await index.find([active!], byName, firstRows);
  await index.find([active!], { ...byName, descending: true }, { offset: 30, size: 5 });
  expect(statements).toEqual(["RawNode", "RawNode"]);
});

it("drops what was not used for the longest time, and keeps nothing that is too large", async () => {
  const { database: spied, statements } = watched(database);
  // An order of 60 users takes 240 bytes.
  const index = new SearchIndex(spied, { ...limits, bytes: 500 });
  const read = async (column: SearchColumn) => {
    statements.length = 0;
    await index.find([], { column, descending: false }, firstRows);
    return statements.length > 1;
  };
  expect([await read("id"), await read("email_key"), await read("id")]).toEqual([
    true,
    true,
    false,
  ]);
  expect(await read("username_key")).toBe(true);
  expect([await read("id"), await read("email_key")]).toEqual([false, true]);
  expect(
    await new SearchIndex(database, { ...limits, bytes: 200 }).find([], byName, firstRows),
  ).toBeUndefined();
});

it("keeps a limited number of matches, however small they are", async () => {
  const { database: spied, statements } = watched(database);
  const index = new SearchIndex(spied, { ...limits, values: 2 });
  const reads = async (tag: string) => {
    statements.length = 0;
    await index.count(filtersOf(sqlite(":memory:"), { tag }));
    return statements.length > 1;
  };
  expect([await reads("a"), await reads("b"), await reads("a")]).toEqual([true, true, false]);
  expect(await reads("c")).toBe(true);
  expect([await reads("a"), await reads("b")]).toEqual([false, true]);
});

it("answers many searches at once, while users change", async () => {
  const index = new SearchIndex(database);
  const rename = (id: number) =>
    database.queries
      .updateTable("users")
      .set({ display_name_key: `n${id % 7}` })
      .where("id", "=", id)
      .execute();
  await Promise.all(
    Array.from({ length: 40 }, async (_, number) => {
      await rename(number + 1);
      const found = await index.find([active!], byName, firstRows);
      expect(found?.ids).toHaveLength(10);
    }),
  );
  await expectExact(index, database, { chosen: [active!], column: "display_name_key" });
});

it("answers others while a filter is read for the first time", async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const { changes } = database.kind;
  let isHeld = false;
  const held: Database = {
    ...database,
    kind: {
      ...database.kind,
      changes: {
        ...changes,
        since: async (queries, version) => {
          if (isHeld && version === undefined) {
            begin();
            await released;
          }
          return changes.since(queries, version);
        },
      },
    },
  };
  const index = new SearchIndex(held, limits);
  await index.find([active!], byName, firstRows);
  isHeld = true;
  const [tagged] = filtersOf(sqlite(":memory:"), { tag: "newsletter" });
  const slow = index.find([tagged!], byName, firstRows);
  await begun;
  expect((await index.find([active!], byName, firstRows))?.ids).toHaveLength(10);
  release();
  expect((await slow)?.ids).toHaveLength(10);
});

it.runIf(inject("engine") === "postgres")(
  "forgets the changes of a dump, whose transactions this PostgreSQL has not had yet",
  async () => {
    await sql`insert into user_changes (user_id, xid) values (1, '9999999999')`.execute(
      database.queries,
    );
    await sql`update user_changes_floor set xid = '9999999999'`.execute(database.queries);
    const { version } = await database.kind.changes.since(database.queries, undefined);
    await database.kind.changes.prune(database.queries, 10_000);
    expect(await database.kind.changes.since(database.queries, version)).toMatchObject({
      userIds: [],
    });
  },
);

it.runIf(inject("engine") === "postgres")(
  "sees a change when it is committed, although a later one was committed before",
  async () => {
    const index = new SearchIndex(database);
    await expectExact(index, database, { chosen: [], column: "display_name_key" });
    const first = await database.queries.startTransaction().execute();
    const rename = (queries: Database["queries"], id: number, name: string) =>
      queries.updateTable("users").set({ display_name_key: name }).where("id", "=", id).execute();
    await rename(first, 5, "zzz");
    await rename(database.queries, 6, "aaa");
    await expectExact(index, database, { chosen: [], column: "display_name_key" });
    // Not even pruning makes the index miss it.
    await database.kind.changes.prune(database.queries, 0);
    await expectExact(index, database, { chosen: [], column: "display_name_key" });
    await first.commit().execute();
    await expectExact(index, database, { chosen: [], column: "display_name_key" });
  },
);
