import type { FoundUser, FoundUsers, UserQuery } from "@knetik-users/core/admin";
import * as Effect from "effect/Effect";
import { type ExpressionBuilder, sql } from "kysely";
import { type Database, type Queries, run } from "../../database/database.ts";
import { beginsWithKey, plainKey } from "../../database/searchKey.ts";
import type { Tables } from "../../database/tables.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { pagingIssues, pagingOf } from "../lists/paging.ts";
import { type UserRow, wholeSummary } from "../repositories/userRecord.ts";

type Users = ExpressionBuilder<Tables, "users">;

/** The names of a user, the most telling first. */
const names = ["username", "email", "display_name", "fullname", "first_name", "last_name"] as const;
type Name = (typeof names)[number];

const columnsOf = (name: Name) => [`${name}_key`, `${name}_plain`] as const;

/** One way to match, by an index. The rows that match best come first. */
interface Branch {
  readonly column: ReturnType<typeof columnsOf>[number];
  readonly matches: (users: Users) => ReturnType<Users["and"]>;
}

const byPrefix = (name: Name, prefix: string): ReadonlyArray<Branch> =>
  columnsOf(name).map((column) => ({
    column,
    matches: (users) => users.and([beginsWithKey(column, prefix)(users)]),
  }));

const isWhole = (users: Users, name: Name, key: string) =>
  users.or(columnsOf(name).map((column) => users(column, "=", key)));
const begins = (users: Users, name: Name, prefix: string) =>
  users.or(columnsOf(name).map((column) => beginsWithKey(column, prefix)(users)));

/** Numbers of words in a first name that are tried. */
const maxWords = 3;

/** `Ada Love` and `Lovelace Ad`: one whole name and the beginning of the other. */
const byBothNames = (key: string): ReadonlyArray<Branch> => {
  const words = key.split(" ");
  const splits = Array.from({ length: Math.min(words.length - 1, maxWords) }, (_, index) => ({
    whole: words.slice(0, index + 1).join(" "),
    rest: words.slice(index + 1).join(" "),
  }));
  const pairs = [
    ["first_name", "last_name"],
    ["last_name", "first_name"],
  ] as const;
  return splits.flatMap(({ whole, rest }) =>
    pairs.map(([one, other]) => ({
      column: `${other}_key` as const,
      matches: (users: Users) =>
        users.and([isWhole(users, one, whole), begins(users, other, rest)]),
    })),
  );
};

/** The first ids of each branch, in one statement. */
const findIds = Effect.fnUntraced(function* (
  queries: Queries,
  branches: ReadonlyArray<Branch>,
  most: number,
) {
  const [first, ...others] = branches.map(({ column, matches }, rank) =>
    queries
      .selectFrom(
        queries
          .selectFrom("users")
          .select(["id", sql<number>`${sql.lit(rank)}`.as("rank"), `${column} as key`])
          .where(matches)
          .orderBy(column)
          .orderBy("id")
          .limit(most)
          .as("found"),
      )
      .select(["found.id", "found.rank", "found.key"]),
  );
  if (first === undefined) return [];
  const found = yield* run(others.reduce((all, one) => all.unionAll(one), first));
  const ordered = [...found].sort(
    (one, other) =>
      one.rank - other.rank ||
      ((one.key ?? "") < (other.key ?? "") ? -1 : Number((one.key ?? "") > (other.key ?? ""))) ||
      one.id - other.id,
  );
  return [...new Set(ordered.map(({ id }) => id))];
});

/** The names that the query matches, for a label. */
const matchedNames = (row: UserRow, key: string): ReadonlyArray<string> => {
  const matched = names.filter((name) => {
    const value = row[name];
    return value !== null && plainKey(value).startsWith(key);
  });
  return matched.length > 0 ? matched : ["first_name", "last_name"];
};

const foundUser = (row: UserRow, key: string): FoundUser => ({
  ...wholeSummary.read(row),
  ...(row.first_name !== null && { firstName: row.first_name }),
  ...(row.last_name !== null && { lastName: row.last_name }),
  matched: matchedNames(row, key),
});

/**
 * Finds users by the beginning of any of their names, ignoring case, accents and surplus blanks. Reads at
 * most `size` + 1 entries of each index, however many match.
 */
export const findUsers = Effect.fnUntraced(function* (
  { queries, kind }: Database,
  { search, size }: UserQuery,
): Effect.fn.Return<FoundUsers, ApiError<"BadRequest">> {
  const issues = pagingIssues({ size });
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  const key = plainKey(search).trim().replace(/\s+/gu, " ");
  if (key === "") return { users: [], hasMore: false };
  const paging = pagingOf({ size });
  const branches = [...names.flatMap((name) => byPrefix(name, key)), ...byBothNames(key)];
  const ids = yield* findIds(queries, branches, paging.size + 1);
  const shown = ids.slice(0, paging.size);
  if (shown.length === 0) return { users: [], hasMore: false };
  const rows = yield* run(
    queries
      .selectFrom("users")
      .selectAll()
      .where("id", "in", kind.numbersOf(sql.val(JSON.stringify(shown)))),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    // A user may have been deleted since.
    users: shown.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [foundUser(row, key)];
    }),
    hasMore: ids.length > shown.length,
  };
});
