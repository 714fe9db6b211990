import type { UserFilter } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { generateUsers, type GeneratedUser, groupNames } from "../bench/people.ts";
import { fill } from "../bench/million.ts";
import { type Database, openDatabase } from "../src/database/database.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import type { Sorting } from "../src/api/lists/sorting.ts";
import { filtersOf, type SearchColumn } from "../src/api/users/userFilters.ts";
import { findPage } from "../src/api/users/findPage.ts";
import { freshDatabase, type TestDatabase } from "./engines/databases.ts";

const count = 5_000;
let fresh: TestDatabase;
let database: Database;
let everybody: ReadonlyArray<GeneratedUser>;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase(databaseKind(databaseOf(fresh)));
  await fill(database, count, 7);
  everybody = [...generateUsers(count, 7)];
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});

type Row = GeneratedUser["row"];
const beginsWith = (column: keyof Row, prefix: string) => (user: GeneratedUser) => {
  const key = user.row[column];
  return typeof key === "string" && key.startsWith(prefix);
};
const after = (seconds: number) => ({ gt: new Date(seconds * 1000) });
const since = 1_760_000_000;

/** Filters and their meaning. */
const filters: ReadonlyArray<readonly [UserFilter, (user: GeneratedUser) => boolean]> = [
  [{ search: "s" }, beginsWith("display_name_key", "s")],
  [
    { displayName: "k" },
    (user) => user.row.display_name != null && beginsWith("display_name_key", "k")(user),
  ],
  [{ username: "a" }, beginsWith("username_key", "a")],
  [{ email: "m" }, beginsWith("email_key", "m")],
  [{ fullname: "x" }, beginsWith("fullname_key", "x")],
  [{ firstName: "s" }, beginsWith("first_name_key", "s")],
  [{ lastName: "n" }, beginsWith("last_name_key", "n")],
  ...["newsletter", "vip", "moderator", "late", "none"].map(
    (tag) => [{ tag }, (user: GeneratedUser) => user.tags.includes(tag)] as const,
  ),
  ...groupNames.map(
    (group) => [{ group }, (user: GeneratedUser) => user.groups.includes(group)] as const,
  ),
  [{ role: "TEMPLATE_ADMIN" }, (user) => user.roles.includes("TEMPLATE_ADMIN")],
  [{ lastActivity: after(since) }, (user) => Number(user.row.last_activity ?? 0) > since],
  [{ ids: [1, 17, 4_999, 99_999] }, (user) => [1, 17, 4_999].includes(Number(user.row.id))],
];

const columns: ReadonlyArray<readonly [SearchColumn, nullable: boolean]> = [
  ["id", false],
  ["username_key", false],
  ["email_key", false],
  ["display_name_key", false],
  ["fullname_key", true],
  ["member_since", false],
  ["last_updated", false],
  ["last_activity", true],
];

/** The expected order: text by code points, nulls last, then by id. */
const compare = (sorting: ReadonlyArray<Sorting<SearchColumn>>) => (one: Row, other: Row) => {
  for (const { column, descending } of sorting) {
    const [left, right] = [one[column] ?? null, other[column] ?? null];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    const order =
      typeof left === "string" && typeof right === "string"
        ? Buffer.compare(Buffer.from(left), Buffer.from(right))
        : Number(left) - Number(right);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
};

const report = { property: "", direction: "ASC", ascending: true } as never;
const orders = fc
  .uniqueArray(fc.tuple(fc.nat(columns.length - 1), fc.boolean()), {
    minLength: 1,
    maxLength: 2,
    selector: ([index]) => index,
  })
  .map((parts) => {
    const asked = parts.map(([index, descending]): Sorting<SearchColumn> => {
      const [column, nullable] = columns[index]!;
      return { column, nullable, descending, report };
    });
    const last = asked.at(-1)!;
    return asked.some(({ column }) => column === "id")
      ? asked
      : [...asked, { ...last, column: "id" as const, nullable: false }];
  });

it("equals the page from reading and sorting everything, for every strategy", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(filters.length - 1), { maxLength: 3 }),
      orders,
      fc.oneof(fc.nat(30), fc.nat(count)),
      fc.integer({ min: 1, max: 40 }),
      // Few enough matches among many users that every query strategy is used.
      fc.constantFrom(
        { counted: 10, window: 50, patience: 200, indexed: count },
        { counted: 300, window: 100, patience: 10_000, indexed: count },
        { counted: 10, window: 500, patience: 0, indexed: 0 },
        { counted: 10, window: 50, patience: 200, indexed: 0 },
      ),
      async (chosen, sorting, skip, size, limits) => {
        const asked = chosen.map((index) => filters[index]!);
        const matching = everybody
          .filter((user) => asked.every(([, holds]) => holds(user)))
          .map(({ row }) => row)
          .sort(compare(sorting));
        const given = Object.assign({}, ...asked.map(([filter]) => filter)) as UserFilter;
        // Two orders of the same field count as one.
        fc.pre(Object.keys(given).length === asked.length);
        const { ids, total } = await Effect.runPromise(
          findPage(
            database,
            filtersOf(database.kind, given),
            sorting,
            { offset: skip, size },
            limits,
          ),
        );
        expect(ids).toEqual(matching.slice(skip, skip + size).map(({ id }) => id));
        expect(total).toBe(matching.length);
      },
    ),
    { numRuns: inject("isLong") ? 150 : 60 },
  );
});
