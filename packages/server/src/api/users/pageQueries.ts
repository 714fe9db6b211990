import * as Effect from "effect/Effect";
import type { ExpressionBuilder, OrderByInterface } from "kysely";
import { type Queries, run, runOne } from "../../database/database.ts";
import type { Tables } from "../../database/tables.ts";
import type { Sorting } from "../lists/sorting.ts";
import type { Filter, SearchColumn } from "./userFilters.ts";

export type UserSorting = ReadonlyArray<Sorting<SearchColumn>>;

/** The range of a list. */
export interface Window {
  readonly offset: number;
  readonly size: number;
}

/** Filters; the first one uses its index and the others are checked for each user. */
export type DrivenFilters = readonly [driver: Filter, ...others: ReadonlyArray<Filter>];

type Ids = Effect.Effect<ReadonlyArray<number>>;

const ordered = <Query extends OrderByInterface<Tables, "users", object>>(
  query: Query,
  sorting: UserSorting,
): Query =>
  sorting.reduce(
    (sorted, { column, descending, nullable }) =>
      // A non-null column needs no null order, and without one an index also serves it in reverse.
      sorted.orderBy(column, (order) => {
        const directed = descending ? order.desc() : order.asc();
        return nullable ? directed.nullsLast() : directed;
      }) as Query,
    query,
  );

const matchAll = (filters: ReadonlyArray<Filter>) => (users: ExpressionBuilder<Tables, "users">) =>
  users.and(filters.map(({ matches }) => matches(users)));

const idsOf = (query: Parameters<typeof run<ReadonlyArray<{ readonly id: number }>>>[0]): Ids =>
  Effect.map(run(query), (rows) => rows.map(({ id }) => id));

/** Counts the matches, up to `most` if it is given. */
export const countMatching = (
  queries: Queries,
  [driver, ...others]: DrivenFilters,
  most: number | undefined,
): Effect.Effect<number> => {
  const found = queries.selectFrom(driver.ids(queries).as("found"));
  const matching =
    others.length === 0
      ? found.select("found.id")
      : found.innerJoin("users", "users.id", "found.id").where(matchAll(others)).select("found.id");
  return runOne(
    queries
      .selectFrom((most === undefined ? matching : matching.limit(most)).as("counted"))
      .select(({ fn }) => fn.countAll<number>().as("total")),
  ).pipe(Effect.map(({ total }) => total));
};

/** Reads and sorts all matches. `most` is the known number of rows of the first filter, if any. */
export const sortMatching = (
  queries: Queries,
  [driver, ...others]: DrivenFilters,
  sorting: UserSorting,
  { offset, size }: Window,
  most: number | undefined,
): Ids => {
  const isDriven = (users: ExpressionBuilder<Tables, "users">) => {
    if (most === undefined && driver.column !== undefined) return driver.matches(users);
    const ids = queries.selectFrom(driver.ids(queries).as("found")).select("found.id");
    // The limit tells the planner that looking up each id is cheaper than a full scan.
    return users("id", "in", most === undefined ? ids : ids.limit(most));
  };
  const columns = sorting.map(({ column }) => column);
  const sorted = ordered(
    queries
      .with(
        (matching) => matching("matching").materialized(),
        (query) =>
          query.selectFrom("users").where(isDriven).where(matchAll(others)).select(columns),
      )
      .selectFrom("matching as users")
      .select("users.id"),
    sorting,
  );
  return idsOf(sorted.limit(size).offset(offset));
};

/** Reads rows in index order. The filters must be on the leading column. */
export const scanIndex = (
  queries: Queries,
  filters: ReadonlyArray<Filter>,
  sorting: UserSorting,
  { offset, size }: Window,
): Ids =>
  idsOf(
    ordered(queries.selectFrom("users").where(matchAll(filters)), sorting)
      .select("id")
      .limit(size)
      .offset(offset),
  );

/** Scans a window of the order for rows that also match the other filters, up to `most`. */
export const scanWindow = (
  queries: Queries,
  filters: ReadonlyArray<Filter>,
  others: ReadonlyArray<Filter>,
  sorting: UserSorting,
  { offset, size }: Window,
  most: number,
): Ids => {
  const seen = ordered(queries.selectFrom("users").where(matchAll(filters)), sorting)
    .selectAll()
    .limit(size)
    .offset(offset);
  const matching = queries.selectFrom(seen.as("users")).where(matchAll(others)).select("users.id");
  return idsOf(ordered(matching, sorting).limit(most));
};
