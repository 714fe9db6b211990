import * as Effect from "effect/Effect";
import type { ExpressionBuilder, OrderByInterface } from "kysely";
import { type Queries, run, runOne } from "../database/database.ts";
import type { Tables } from "../database/tables.ts";
import type { Sorting } from "../sorting.ts";
import type { Filter, SearchColumn } from "./filters.ts";
import { userBlocks } from "./blocks.ts";

/** What is counted exactly of a filtered list. Beyond it `total` is how many there are at least. */
export const countedExactly = 10_000;

/** How far a list can be leafed through, in rows; by id and without a filter there is no end. */
export const deepestOffset = 10_000;

type UserSorting = ReadonlyArray<Sorting<SearchColumn>>;

interface Window {
  readonly offset: number;
  readonly size: number;
}

/** Which users a page has, in its order. */
export interface FoundPage {
  readonly ids: ReadonlyArray<number>;
  readonly total: number;
}

const ordered = <Query extends OrderByInterface<Tables, "users", object>>(
  query: Query,
  sorting: UserSorting,
): Query =>
  sorting.reduce(
    (sorted, { column, descending, nullable }) =>
      // An order of what is never null says nothing of nulls: an index read backwards serves it.
      sorted.orderBy(column, (order) => {
        const directed = descending ? order.desc() : order.asc();
        return nullable ? directed.nullsLast() : directed;
      }) as Query,
    query,
  );

const matchAll = (filters: ReadonlyArray<Filter>) => (users: ExpressionBuilder<Tables, "users">) =>
  users.and(filters.map(({ matches }) => matches(users)));

const idsOf = <E>(rows: Effect.Effect<ReadonlyArray<{ readonly id: number }>, E>) =>
  Effect.map(rows, (found) => found.map(({ id }) => id));

/** How many match, up to one more than is counted exactly. */
const countUpToLimit = (
  queries: Queries,
  [driver, ...others]: readonly [Filter, ...Array<Filter>],
) => {
  const found = queries.selectFrom(driver.ids(queries).as("found"));
  const matching =
    others.length === 0
      ? found.select("found.id")
      : found.innerJoin("users", "users.id", "found.id").where(matchAll(others)).select("found.id");
  return runOne(
    queries
      .selectFrom(matching.limit(countedExactly + 1).as("counted"))
      .select(({ fn }) => fn.countAll<number>().as("total")),
  ).pipe(Effect.map(({ total }) => total));
};

/** All that match, sorted: where they are few, and the last resort. There are `most` at most. */
const gather = (
  queries: Queries,
  [driver, ...others]: readonly [Filter, ...Array<Filter>],
  sorting: UserSorting,
  { offset, size }: Window,
  most?: number,
) =>
  idsOf(
    run(
      ordered(
        queries
          .with(
            (matching) => matching("matching").materialized(),
            (query) =>
              query
                .selectFrom(
                  // Tells a planner that to look up each by its id beats reading everything.
                  queries
                    .selectFrom(driver.ids(queries).as("found"))
                    .select("found.id")
                    .$if(most !== undefined, (ids) => ids.limit(most ?? 0))
                    .as("found"),
                )
                .innerJoin("users", "users.id", "found.id")
                .where(matchAll(others))
                .select(sorting.map(({ column }) => `users.${column}` as const)),
          )
          .selectFrom("matching as users")
          .select("users.id"),
        sorting,
      )
        .limit(size)
        .offset(offset),
    ),
  );

/** Those that match among the first so many of the order, which an index gives without sorting. */
const walk = (
  queries: Queries,
  filters: ReadonlyArray<Filter>,
  sorting: UserSorting,
  { offset, size }: Window,
  reach: number | undefined,
) => {
  const leading = sorting[0]?.column;
  // These stand together in this order: the walk begins and ends with them.
  const together = filters.filter(({ column }) => column === leading);
  const others = filters.filter(({ column }) => column !== leading);
  const users = ordered(queries.selectFrom("users").where(matchAll(together)), sorting);
  if (others.length === 0) return idsOf(run(users.select("id").limit(size).offset(offset)));
  if (reach === undefined) return Effect.succeed([]);
  const first = users.selectAll().limit(reach).as("users");
  return idsOf(
    run(
      ordered(queries.selectFrom(first).where(matchAll(others)).select("users.id"), sorting)
        .limit(size)
        .offset(offset),
    ),
  );
};

/** Rows to look through before sorting all that match: enough for what one in fifty has. */
const reaches = [1_000, 5_000, 20_000];

const findAll = Effect.fnUntraced(function* (
  queries: Queries,
  sorting: UserSorting,
  window: Window,
): Effect.fn.Return<FoundPage> {
  const { total, seek } = yield* userBlocks(queries);
  if (window.offset >= total) return { ids: [], total };
  const [leading] = sorting;
  if (leading?.column !== "id") {
    return { ids: yield* walk(queries, [], sorting, window, undefined), total };
  }
  const { size } = window;
  if (!leading.descending) {
    const { from, offset } = seek(window.offset);
    const users = queries.selectFrom("users").select("id").where("id", ">=", from);
    return { ids: yield* idsOf(run(users.orderBy("id").limit(size).offset(offset))), total };
  }
  // The same from the other end.
  const count = Math.min(size, total - window.offset);
  const { from, offset } = seek(total - window.offset - count);
  const users = queries.selectFrom("users").select("id").where("id", ">=", from);
  const ids = yield* idsOf(run(users.orderBy("id").limit(count).offset(offset)));
  return { ids: [...ids].reverse(), total };
});

const findAmong = Effect.fnUntraced(function* (
  queries: Queries,
  filters: readonly [Filter, ...Array<Filter>],
  sorting: UserSorting,
  window: Window,
): Effect.fn.Return<FoundPage> {
  const counts = yield* Effect.forEach(filters, (filter) =>
    Effect.map(countUpToLimit(queries, [filter]), (count) => ({ filter, count })),
  );
  // What the fewest have is looked up, the rest is asked of those.
  const [first, ...others] = [...counts].sort((one, other) => one.count - other.count);
  const driven = [first?.filter ?? filters[0], ...others.map(({ filter }) => filter)] as const;
  const total =
    others.length === 0 ? (first?.count ?? 0) : yield* countUpToLimit(queries, [...driven]);
  if (total <= countedExactly) {
    if (window.offset >= total) return { ids: [], total };
    const most = countedExactly + 1;
    return { ids: yield* gather(queries, [...driven], sorting, window, most), total };
  }
  // One more than the page has: whether anything follows it.
  const wanted = { ...window, size: window.size + 1 };
  let found: ReadonlyArray<number> = [];
  for (const reach of reaches) {
    if (reach < 2 * (wanted.offset + wanted.size)) continue;
    found = yield* walk(queries, filters, sorting, wanted, reach);
    if (found.length === wanted.size) break;
  }
  if (found.length < wanted.size) found = yield* gather(queries, [...driven], sorting, wanted);
  return {
    ids: found.slice(0, window.size),
    total: window.offset + found.length < total ? total : window.offset + found.length,
  };
});

/** Finds a page by what is cheapest: how many match decides it, not what a planner may guess. */
export const findPage = (
  queries: Queries,
  [filter, ...others]: ReadonlyArray<Filter>,
  sorting: UserSorting,
  window: Window,
): Effect.Effect<FoundPage> =>
  filter === undefined
    ? findAll(queries, sorting, window)
    : findAmong(queries, [filter, ...others], sorting, window);
