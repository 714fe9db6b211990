import * as Effect from "effect/Effect";
import type { Database, Queries } from "../../database/database.ts";
import { countUsers, findUsersById } from "./userBlocks.ts";
import type { RetryLater } from "../../rate-limits/retryLater.ts";
import { searchIndexOf, type SingleOrder } from "./search-index/searchIndex.ts";
import type { Filter } from "./userFilters.ts";
import {
  countMatching,
  type DrivenFilters,
  scanWindow,
  scanIndex,
  sortMatching,
  type UserSorting,
  type Window,
} from "./pageQueries.ts";

/** Limits of the work per page. */
export interface SearchLimits {
  /** Maximum number of rows that the database counts or skips. Further ones need the index. */
  readonly counted: number;
  /** Initial number of rows to scan; quadrupled each time. */
  readonly window: number;
  /** Rows to scan before sorting all matches is considered. */
  readonly patience: number;
  /** Maximum number of users to keep in an index. Reading more needs several times its memory. */
  readonly indexed: number;
}
const defaultLimits: SearchLimits = {
  counted: 10_000,
  window: 1_000,
  patience: 20_000,
  indexed: 10_000_000,
};

/** Charges the caller for a filter that the index has to read, which takes long. */
export type Charge = (filter: Filter) => Effect.Effect<void, RetryLater>;

/** Limits of the work, and who pays for what takes long. */
interface Effort extends SearchLimits {
  readonly charge: Charge;
}

/** The ids of a page, in order. */
export interface FoundPage {
  readonly ids: ReadonlyArray<number>;
  /** Number of matches. */
  readonly total: number;
}

const isIndexed = (database: Database, { indexed }: SearchLimits) =>
  Effect.map(countUsers(database), (users) => users <= indexed);

/** The order, if it is by one column and then by id in the same direction. */
export const singleOrderOf = ([first, second, ...others]: UserSorting): SingleOrder | undefined => {
  if (first === undefined || others.length > 0) return undefined;
  const { column, descending } = first;
  const isSingle = second === undefined || column === "id" || second.descending === descending;
  return isSingle && (second === undefined || second.column === "id")
    ? { column, descending }
    : undefined;
};

/** Charges for each filter whose matches are not in memory yet. */
const chargeFor = (
  database: Database,
  filters: ReadonlyArray<Filter>,
  { charge }: Effort,
): Effect.Effect<void, RetryLater> =>
  Effect.forEach(searchIndexOf(database).unread(filters), charge, { discard: true });

/** `undefined` if the order is not kept, or there are too many users. */
const findIndexed = Effect.fnUntraced(function* (
  database: Database,
  filters: ReadonlyArray<Filter>,
  sorting: UserSorting,
  window: Window,
  limits: Effort,
) {
  const order = singleOrderOf(sorting);
  if (order === undefined || !(yield* isIndexed(database, limits))) return undefined;
  yield* chargeFor(database, filters, limits);
  return yield* Effect.promise(() => searchIndexOf(database).find(filters, order, window));
});

const countIndexed = Effect.fnUntraced(function* (
  database: Database,
  filters: ReadonlyArray<Filter>,
  limits: Effort,
) {
  if (!(yield* isIndexed(database, limits))) return undefined;
  yield* chargeFor(database, filters, limits);
  return yield* Effect.promise(() => searchIndexOf(database).count(filters));
});

const findIds = findUsersById(["id"]);

const findAll = Effect.fnUntraced(function* (
  database: Database,
  sorting: UserSorting,
  window: Window,
  limits: Effort,
): Effect.fn.Return<FoundPage, RetryLater> {
  const [leading] = sorting;
  if (leading?.column === "id") {
    const { rows, total } = yield* findIds(database, leading.descending, window);
    return { ids: rows.map(({ id }) => id), total };
  }
  const total = yield* countUsers(database);
  if (window.offset >= total) return { ids: [], total };
  if (window.offset > limits.counted) {
    const found = yield* findIndexed(database, [], sorting, window, limits);
    if (found !== undefined) return found;
  }
  return { ids: yield* scanIndex(database.queries, [], sorting, window), total };
});

/** Estimates whether scanning further along the index costs less than sorting all matches. */
const shouldScanIndex = Effect.fnUntraced(function* (
  queries: Queries,
  filters: DrivenFilters,
  { looked, found, wanted }: Readonly<Record<"looked" | "found" | "wanted", number>>,
) {
  // Twice: once to skip the scanned rows, once to scan the next ones.
  const further = 2 * ((looked * wanted) / Math.max(found, 1) - looked);
  return (yield* countMatching(queries, filters, Math.ceil(further))) >= further;
});

/** Scans the index in windows until the page is complete. */
const findMany = Effect.fnUntraced(function* (
  database: Database,
  filters: DrivenFilters,
  sorting: UserSorting,
  window: Window,
  limits: Effort,
) {
  const { queries } = database;
  const leading = sorting[0]?.column;
  // Matching rows are adjacent in this order, so the range is bounded on both sides.
  const together = filters.filter(({ column }) => column === leading);
  const others = filters.filter(({ column }) => column !== leading);
  if (others.length === 0) return yield* scanIndex(queries, together, sorting, window);
  const users = yield* countUsers(database);
  const wanted = window.offset + window.size;
  const found: Array<number> = [];
  let patience = limits.patience;
  for (let looked = 0, size = limits.window; looked < users; looked += size, size *= 4) {
    if (looked >= patience) {
      const state = { looked, found: found.length, wanted };
      if (!(yield* shouldScanIndex(queries, filters, state))) {
        return yield* sortMatching(queries, filters, sorting, window, undefined);
      }
      patience = users;
    }
    const missing = wanted - found.length;
    const inThere = { offset: looked, size };
    found.push(...(yield* scanWindow(queries, together, others, sorting, inThere, missing)));
    if (found.length === wanted) break;
  }
  return found.slice(window.offset);
});

/** Finds a page if each filter has many matches. */
const findBroad = Effect.fnUntraced(function* (
  database: Database,
  filters: DrivenFilters,
  sorting: UserSorting,
  window: Window,
  limits: Effort,
): Effect.fn.Return<FoundPage, RetryLater> {
  const found = yield* findIndexed(database, filters, sorting, window, limits);
  if (found !== undefined) return found;
  const total =
    (yield* countIndexed(database, filters, limits)) ??
    (yield* countMatching(database.queries, filters, undefined));
  if (window.offset >= total) return { ids: [], total };
  const size = Math.min(window.size, total - window.offset);
  return {
    ids: yield* findMany(database, filters, sorting, { ...window, size }, limits),
    total,
  };
});

const findAmong = Effect.fnUntraced(function* (
  database: Database,
  filters: DrivenFilters,
  sorting: UserSorting,
  window: Window,
  limits: Effort,
): Effect.fn.Return<FoundPage, RetryLater> {
  const { queries } = database;
  // They need not be counted again, as long as they still have so many matches.
  if (searchIndexOf(database).keeps(filters, limits.counted)) {
    return yield* findBroad(database, filters, sorting, window, limits);
  }
  const most = limits.counted + 1;
  const counts = yield* Effect.forEach(filters, (filter) =>
    Effect.map(countMatching(queries, [filter], most), (count) => ({ filter, count })),
  );
  const [fewest = { filter: filters[0], count: 0 }, ...rest] = [...counts].sort(
    (one, other) => one.count - other.count,
  );
  const driven: DrivenFilters = [fewest.filter, ...rest.map(({ filter }) => filter)];
  if (fewest.count === most) return yield* findBroad(database, driven, sorting, window, limits);
  const total = rest.length === 0 ? fewest.count : yield* countMatching(queries, driven, most);
  if (window.offset >= total) return { ids: [], total };
  return { ids: yield* sortMatching(queries, driven, sorting, window, fewest.count), total };
});

/**
 * Finds a page in the cheapest way, decided by the number of matches instead of a planner's
 * estimate. A few matches are read and sorted; of many, the first ones are found quickly along an
 * index.
 */
export const findPage = (
  database: Database,
  [filter, ...others]: ReadonlyArray<Filter>,
  sorting: UserSorting,
  window: Window,
  limits: SearchLimits = defaultLimits,
  charge: Charge = () => Effect.void,
): Effect.Effect<FoundPage, RetryLater> =>
  filter === undefined
    ? findAll(database, sorting, window, { ...limits, charge })
    : findAmong(database, [filter, ...others], sorting, window, { ...limits, charge });
