import * as Effect from "effect/Effect";
import type { Queries } from "../../database/database.ts";
import { userBlocks } from "./userBlocks.ts";
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

/** How far a list can be leafed through, in rows; by id and without a filter there is no end. */
export const maxOffset = 10_000;

/** What bounds the work for a page. */
export interface SearchLimits {
  /** What is counted exactly of a filtered list. */
  readonly counted: number;
  /** Rows to look through at first; then four times as many, and so on. */
  readonly window: number;
  /** Rows to look through before it is asked whether to sort all that match is less work. */
  readonly patience: number;
}
const defaultLimits: SearchLimits = { counted: 10_000, window: 1_000, patience: 20_000 };

/** Which users a page has, in its order. */
export interface FoundPage {
  readonly ids: ReadonlyArray<number>;
  /** How many match; of a filtered list of more than is counted how many there are at least. */
  readonly total: number;
}

const findAll = Effect.fnUntraced(function* (
  queries: Queries,
  sorting: UserSorting,
  window: Window,
): Effect.fn.Return<FoundPage> {
  const { total, seek } = yield* userBlocks(queries);
  if (window.offset >= total) return { ids: [], total };
  const [leading] = sorting;
  return leading?.column === "id"
    ? { ids: yield* seek(queries, leading.descending, window), total }
    : { ids: yield* scanIndex(queries, [], sorting, window), total };
});

/** Whether to look on along the order, or to read and sort all that match, is likely less work. */
const shouldScanIndex = Effect.fnUntraced(function* (
  queries: Queries,
  filters: DrivenFilters,
  { looked, found, wanted }: Readonly<Record<"looked" | "found" | "wanted", number>>,
) {
  // Twice: to pass over what was looked through, and to look through what comes.
  const further = 2 * ((looked * wanted) / Math.max(found, 1) - looked);
  return (yield* countMatching(queries, filters, Math.ceil(further))) >= further;
});

/** Looks through the order, a window after the other, until it has what is wanted. */
const findMany = Effect.fnUntraced(function* (
  queries: Queries,
  filters: DrivenFilters,
  sorting: UserSorting,
  window: Window,
  limits: SearchLimits,
) {
  const leading = sorting[0]?.column;
  // Those that match stand together in this order: reading begins and ends with them.
  const together = filters.filter(({ column }) => column === leading);
  const others = filters.filter(({ column }) => column !== leading);
  if (others.length === 0) return yield* scanIndex(queries, together, sorting, window);
  const { total: users } = yield* userBlocks(queries);
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

const findAmong = Effect.fnUntraced(function* (
  queries: Queries,
  filters: DrivenFilters,
  sorting: UserSorting,
  window: Window,
  limits: SearchLimits,
): Effect.fn.Return<FoundPage> {
  const most = limits.counted + 1;
  const counts = yield* Effect.forEach(filters, (filter) =>
    Effect.map(countMatching(queries, [filter], most), (count) => ({ filter, count })),
  );
  const [fewest = { filter: filters[0], count: 0 }, ...rest] = [...counts].sort(
    (one, other) => one.count - other.count,
  );
  const driven: DrivenFilters = [fewest.filter, ...rest.map(({ filter }) => filter)];
  const total = rest.length === 0 ? fewest.count : yield* countMatching(queries, driven, most);
  if (total < most) {
    if (window.offset >= total) return { ids: [], total };
    const known = fewest.count < most ? fewest.count : undefined;
    return { ids: yield* sortMatching(queries, driven, sorting, window, known), total };
  }
  // One more than the page has: whether anything follows it.
  const wanted = { ...window, size: window.size + 1 };
  const ids = yield* findMany(queries, driven, sorting, wanted, limits);
  return {
    ids: ids.slice(0, window.size),
    total: Math.max(total, window.offset + ids.length),
  };
});

/**
 * Finds a page in the way that is cheapest. How many match decides it, not a planner's guess: of
 * few all are read and sorted; of many the first ones are soon found along an index of the order.
 */
export const findPage = (
  queries: Queries,
  [filter, ...others]: ReadonlyArray<Filter>,
  sorting: UserSorting,
  window: Window,
  limits: SearchLimits = defaultLimits,
): Effect.Effect<FoundPage> =>
  filter === undefined
    ? findAll(queries, sorting, window)
    : findAmong(queries, [filter, ...others], sorting, window, limits);
