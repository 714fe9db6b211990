import type { Page, UserFilter, UserSearch, UserSummary } from "@knetik-users/core/effect";
import { userFilterParameters } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import { type Caller, isUsersAdmin, maySeePrivate } from "../access/caller.ts";
import { type Queries, run, runOne } from "../database/database.ts";
import { startsWith } from "../database/searchKey.ts";
import type { Tables } from "../database/tables.ts";
import { issue } from "../issues.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { makePage, pagingIssues, pagingOf } from "../paging.ts";
import { byText, byValue, sortingOf } from "../sorting.ts";
import { privateSummary, publicSummary, summaryColumns } from "./record.ts";

type Condition = (users: ExpressionBuilder<Tables, "users">) => Expression<SqlBool>;

/** A request line is shorter than this anyway; in process there is none. */
const mostIds = 1_000;

const privateFilters = ["email", "firstName", "fullname", "lastName", "username"] as const;
const privateSorting: ReadonlySet<string> = new Set([
  "username",
  "email",
  "fullname",
  "lastActivity",
]);

const sortColumns = {
  id: byValue("id"),
  username: byText("username_key"),
  email: byText("email_key"),
  displayName: byText("display_name_key"),
  fullname: byText("fullname_key"),
  memberSince: byValue("member_since"),
  lastUpdated: byValue("last_updated"),
  lastActivity: byValue("last_activity"),
};

const comparisons = { gt: ">", gte: ">=", lt: "<", lte: "<=", eq: "=" } as const;

const wasActive =
  (comparison: NonNullable<UserFilter["lastActivity"]>): Condition =>
  (users) =>
    users.and(
      (["gt", "gte", "lt", "lte", "eq"] as const).flatMap((operator) => {
        const date = comparison[operator];
        if (date === undefined) return [];
        return [users("last_activity", comparisons[operator], Math.floor(date.getTime() / 1000))];
      }),
    );

const hasTag =
  (tag: string): Condition =>
  (users) =>
    users("users.id", "in", users.selectFrom("user_tags").select("user_id").where("tag", "=", tag));

const hasRole =
  (role: string): Condition =>
  (users) =>
    users(
      "users.id",
      "in",
      users.selectFrom("user_roles").select("user_id").where("role", "=", role),
    );

const isInGroup =
  (uniqueName: string): Condition =>
  (users) =>
    users(
      "users.id",
      "in",
      users
        .selectFrom("user_group_members")
        .innerJoin("user_groups", "user_groups.id", "user_group_members.group_id")
        .select("user_group_members.user_id")
        .where("user_groups.unique_name", "=", uniqueName),
    );

const given = <Value>(value: Value | undefined, condition: (value: Value) => Condition) =>
  value === undefined ? [] : [condition(value)];

/** What each filter asks of a user; the type asks for every filter of the contract. */
const conditionsOf = (filter: UserFilter): ReadonlyArray<Condition> => {
  const conditions: { readonly [Name in keyof UserFilter]-?: ReadonlyArray<Condition> } = {
    // Of the display name proper: a user without one is found by `search`.
    displayName: given(filter.displayName, (text) => (users) => {
      const hasOne = users("display_name", "is not", null);
      return users.and([hasOne, startsWith("display_name_key", text)(users)]);
    }),
    email: given(filter.email, (text) => startsWith("email_key", text)),
    firstName: given(filter.firstName, (text) => startsWith("first_name_key", text)),
    fullname: given(filter.fullname, (text) => startsWith("fullname_key", text)),
    lastName: given(filter.lastName, (text) => startsWith("last_name_key", text)),
    username: given(filter.username, (text) => startsWith("username_key", text)),
    tag: given(filter.tag, hasTag),
    group: given(filter.group, isInGroup),
    role: given(filter.role, hasRole),
    lastActivity: given(filter.lastActivity, wasActive),
    ids: given(filter.ids, (ids) => (users) => users("users.id", "in", ids)),
    search: given(filter.search, (text) => startsWith("display_name_key", text)),
  };
  return Object.values(conditions).flat();
};

/** A filter or an order by what the caller may not see would tell it, one guess at a time. */
const privateParameters = ({ filter = {}, order = [] }: UserSearch) => [
  ...privateFilters
    .filter((name) => filter[name] !== undefined)
    .map((name) => issue(userFilterParameters[name], "needs USERS_ADMIN")),
  ...order
    .filter(({ property }) => privateSorting.has(property))
    .map(() => issue("order", "needs USERS_ADMIN for a private property")),
];

/** Lists and searches users. Private fields are in there for a USERS_ADMIN, and of oneself. */
export const searchUsers = Effect.fnUntraced(function* (
  queries: Queries,
  search: UserSearch,
  caller: Caller,
): Effect.fn.Return<Page<UserSummary>, Refusal<"BadRequest" | "Forbidden">> {
  const issues = [
    ...pagingIssues(search),
    ...((search.filter?.ids?.length ?? 0) > mostIds
      ? [issue("filter_id_list", `must name ${mostIds} users or less`)]
      : []),
  ];
  if (issues.length > 0) return yield* refuse("BadRequest", issues);
  const forbidden = isUsersAdmin(caller) ? [] : privateParameters(search);
  if (forbidden.length > 0) return yield* refuse("Forbidden", forbidden);

  const paging = pagingOf(search);
  const { sorting, report } = sortingOf(sortColumns, search.order);
  const all = conditionsOf(search.filter ?? {});
  const matching = queries
    .selectFrom("users")
    .where((users) => users.and(all.map((condition) => condition(users))));
  const { total } = yield* runOne(matching.select(({ fn }) => fn.countAll<number>().as("total")));
  const rows =
    paging.offset >= total
      ? []
      : yield* run(
          sorting
            .reduce(
              (query, { column, descending }) =>
                query.orderBy(column, (order) =>
                  (descending ? order.desc() : order.asc()).nullsLast(),
                ),
              matching.select(summaryColumns),
            )
            .limit(paging.size)
            .offset(paging.offset),
        );
  const content = rows.map((row) =>
    maySeePrivate(caller, row.id) ? privateSummary(row) : publicSummary(row),
  );
  return makePage(paging, report, content, total);
});
