import { IdSet } from "./idSet.ts";
import type { Window } from "../pageQueries.ts";

/** The ids of all users in ascending order of one column. */
export interface UserOrder {
  /** By the column's value, then by id. */
  readonly present: Int32Array;
  /** Users without a value, by id. They come last in both directions. */
  readonly missing: Int32Array;
}

/** A changed user, and the user that comes immediately before it in its part of the order. */
export interface Placement {
  readonly id: number;
  readonly before: number | null;
}

/** Reads ids in one direction: skips some that match, then takes some. */
const take = (
  parts: ReadonlyArray<Int32Array>,
  isBackwards: boolean,
  matches: IdSet | undefined,
  offset: number,
  size: number,
): Array<number> => {
  const taken: Array<number> = [];
  let skip = offset;
  for (const part of parts) {
    let index = 0;
    if (matches === undefined) {
      index = Math.min(skip, part.length);
      skip -= index;
    }
    for (; index < part.length; index += 1) {
      if (taken.length === size) return taken;
      const id = part[isBackwards ? part.length - 1 - index : index] ?? 0;
      if (matches !== undefined && !matches.has(id)) continue;
      if (skip > 0) skip -= 1;
      else taken.push(id);
    }
  }
  return taken;
};

/** The ids of a page of the users that match, from the nearer end. `total` is their number. */
export const pageOf = (
  { present, missing }: UserOrder,
  isDescending: boolean,
  matches: IdSet | undefined,
  total: number,
  { offset, size }: Window,
): ReadonlyArray<number> => {
  const rest = total - offset;
  if (rest <= 0) return [];
  if (offset <= total / 2) return take([present, missing], isDescending, matches, offset, size);
  const some = Math.min(size, rest);
  return take([missing, present], !isDescending, matches, rest - some, some).reverse();
};

/**
 * Moves changed users to their places in a part of an order, and removes those without one.
 * `undefined` if a place could not be found, because the part does not have the other users.
 */
export const repair = (
  part: Int32Array,
  changed: ReadonlyArray<number>,
  placements: ReadonlyArray<Placement>,
): Int32Array | undefined => {
  // At most one user comes immediately after another.
  const after = new Map(placements.map(({ id, before }) => [before, id]));
  const removed = new IdSet(changed);
  const marked = new IdSet([...changed, ...placements.flatMap(({ before }) => before ?? [])]);
  const repaired = new Int32Array(part.length + placements.length);
  let length = 0;
  let placed = 0;
  const placeAfter = (start: number | null) => {
    let next = after.get(start);
    while (next !== undefined && placed < placements.length) {
      repaired[length++] = next;
      placed += 1;
      next = after.get(next);
    }
  };
  placeAfter(null);
  for (const id of part) {
    if (!marked.has(id)) repaired[length++] = id;
    else if (!removed.has(id)) {
      repaired[length++] = id;
      placeAfter(id);
    }
  }
  return placed === placements.length ? repaired.slice(0, length) : undefined;
};
