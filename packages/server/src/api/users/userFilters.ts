import type { UserFilter } from "@knetik-users/core/effect";
import {
  type AliasableExpression,
  type Expression,
  type ExpressionBuilder,
  sql,
  type SqlBool,
} from "kysely";
import type { Queries } from "../../database/database.ts";
import type { searchColumns } from "../../database/changeLog.ts";
import { emailKey } from "../../database/names/emailAddress.ts";
import type { DatabaseKind } from "../../database/databaseKind.ts";
import { startsWith } from "../../database/searchKey.ts";
import type { Tables } from "../../database/tables.ts";

type Users = ExpressionBuilder<Tables, "users">;

/** A column used for filtering and sorting. Its changes are logged. */
export type SearchColumn = "id" | (typeof searchColumns)[number];

/** One filter, in two forms. */
export interface Filter {
  /** Distinguishes it from other filters. */
  readonly key: string;
  /** Selects the ids of all matches from an index. */
  readonly ids: (queries: Queries) => AliasableExpression<{ readonly id: number }>;
  /** Checks a single user. */
  readonly matches: (users: Users) => Expression<SqlBool>;
  /** The column in whose order all matches are adjacent. */
  readonly column?: SearchColumn;
  /** What {@link matches} requires besides a range of the column: the condition of an index in that order. */
  readonly isIndexed?: (users: Users) => Expression<SqlBool>;
  /** The range of the column. */
  readonly range?: (users: Users) => Expression<SqlBool>;
}

type Criterion = Omit<Filter, "key">;

/** A filter by a column of the user. */
const byColumn = (
  column: SearchColumn,
  range: (users: Users) => Expression<SqlBool>,
  isIndexed?: (users: Users) => Expression<SqlBool>,
): Criterion => {
  const matches = (users: Users) =>
    isIndexed === undefined ? range(users) : users.and([isIndexed(users), range(users)]);
  return {
    ids: (queries) => queries.selectFrom("users").select("id").where(matches),
    matches,
    column,
    range,
    ...(isIndexed !== undefined && { isIndexed }),
  };
};

const beginsWith = (column: Parameters<typeof startsWith>[0]) => (text: string) =>
  byColumn(column, startsWith(column, text));

/** Matches the display name itself; `search` also finds users without one. */
const byDisplayName = (text: string) =>
  byColumn("display_name_key", startsWith("display_name_key", text), (users) =>
    users("display_name", "is not", null),
  );

const comparisons = { gt: ">", gte: ">=", lt: "<", lte: "<=", eq: "=" } as const;

const wasActive = (comparison: NonNullable<UserFilter["lastActivity"]>) =>
  byColumn("last_activity", (users) =>
    users.and(
      (["gt", "gte", "lt", "lte", "eq"] as const).flatMap((operator) => {
        const date = comparison[operator];
        if (date === undefined) return [];
        return [users("last_activity", comparisons[operator], Math.floor(date.getTime() / 1000))];
      }),
    ),
  );

const hasTag = (tag: string): Criterion => ({
  ids: (queries) => queries.selectFrom("user_tags").select("user_id as id").where("tag", "=", tag),
  matches: (users) =>
    users.exists(
      users
        .selectFrom("user_tags")
        .select("tag")
        .whereRef("user_tags.user_id", "=", "users.id")
        .where("tag", "=", tag),
    ),
});

const hasRole = (role: string): Criterion => ({
  ids: (queries) =>
    queries.selectFrom("user_roles").select("user_id as id").where("role", "=", role),
  matches: (users) =>
    users.exists(
      users
        .selectFrom("user_roles")
        .select("role")
        .whereRef("user_roles.user_id", "=", "users.id")
        .where("role", "=", role),
    ),
});

const isInGroup = (uniqueName: string): Criterion => ({
  // Starts from the group, a single row; the rest is an index range.
  ids: (queries) =>
    queries
      .selectFrom("user_group_members")
      .select("user_id as id")
      .where("group_id", "=", (query) =>
        query.selectFrom("user_groups").select("id").where("unique_name", "=", uniqueName),
      ),
  matches: (users) =>
    users.exists(
      users
        .selectFrom("user_group_members")
        .select("group_id")
        .whereRef("user_group_members.user_id", "=", "users.id")
        .where("group_id", "=", (query) =>
          query.selectFrom("user_groups").select("id").where("unique_name", "=", uniqueName),
        ),
    ),
});

/** One parameter for all ids: planning with one for each takes longer than the search. */
const isOneOf =
  ({ numbersOf }: DatabaseKind) =>
  (ids: ReadonlyArray<number>) =>
    byColumn("id", (users) => users("users.id", "in", numbersOf(sql.val(JSON.stringify(ids)))));

const given = <Value>(value: Value | undefined, criterion: (value: Value) => Criterion) =>
  value === undefined ? [] : [{ value, ...criterion(value) }];

/** The given filters. The type requires every filter of the contract. */
export const filtersOf = (kind: DatabaseKind, filter: UserFilter): ReadonlyArray<Filter> => {
  const filters: { readonly [Name in keyof UserFilter]-?: ReturnType<typeof given> } = {
    displayName: given(filter.displayName, byDisplayName),
    email: given(filter.email, (text) => beginsWith("email_key")(emailKey(text))),
    firstName: given(filter.firstName, beginsWith("first_name_key")),
    fullname: given(filter.fullname, beginsWith("fullname_key")),
    lastName: given(filter.lastName, beginsWith("last_name_key")),
    username: given(filter.username, beginsWith("username_key")),
    tag: given(filter.tag, hasTag),
    group: given(filter.group, isInGroup),
    role: given(filter.role, hasRole),
    lastActivity: given(filter.lastActivity, wasActive),
    ids: given(filter.ids, isOneOf(kind)),
    search: given(filter.search, beginsWith("display_name_key")),
  };
  return Object.entries(filters).flatMap(([name, [criterion]]) => {
    if (criterion === undefined) return [];
    const { value, ...rest } = criterion;
    return [{ key: JSON.stringify([name, value]), ...rest }];
  });
};
