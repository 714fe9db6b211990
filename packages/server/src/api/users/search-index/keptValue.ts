import { type Expression, type SqlBool, sql } from "kysely";
import type { Database, Queries } from "../../../database/database.ts";
import type { Filter, SearchColumn } from "../userFilters.ts";
import { IdSet } from "./idSet.ts";
import { type LastRow, readChunks } from "./readChunks.ts";
import { readOrder, repairOrder } from "./readOrder.ts";
import type { UserOrder } from "./userOrder.ts";

/** A set has a bit for each id up to the largest. */
const largestId = 64_000_000;

/** The ids are too large for a set of bits. */
export class IdTooLarge extends Error {}

/** Something that is kept in memory, as of a version of the change log. */
export interface KeptValue<Value> {
  /** Undefined until it was read. */
  readonly value: () => Value | undefined;
  readonly bytes: () => number;
  /** What changes meanwhile has to be repaired afterwards. */
  readonly read: () => Promise<void>;
  /** Brings it up to date. `false` if it has to be read again. */
  readonly repair: (queries: Queries, changed: ReadonlyArray<number>) => Promise<boolean>;
  /** The version of the value. */
  version: string | undefined;
  /** Increases with each use. */
  usedAt: number;
}

/** The order of all users by a column. */
export const keepOrder = (
  database: Database,
  column: SearchColumn,
  chunk: number,
): KeptValue<UserOrder> => {
  let order: UserOrder | undefined;
  return {
    version: undefined,
    usedAt: 0,
    value: () => order,
    bytes: () => (order === undefined ? 0 : order.present.byteLength + order.missing.byteLength),
    read: async () => {
      order = await readOrder(database, column, chunk);
    },
    repair: async (queries, changed) => {
      order &&= await repairOrder(queries, database, column, order, changed);
      return order !== undefined;
    },
  };
};

/** Selects the ids of all matches after another one, in the order of an index. */
const matchesAfter = (
  queries: Queries,
  { ids, matches, column }: Filter,
  after: LastRow | undefined,
  limit: number,
): Expression<unknown> => {
  if (column === undefined || column === "id") {
    return queries
      .selectFrom(ids(queries).as("found"))
      .select(["found.id as id", "found.id as key"])
      .$if(after !== undefined, (query) => query.where("found.id", ">", after?.id ?? 0))
      .orderBy("found.id")
      .limit(limit);
  }
  const key = sql.ref(`users.${column}`);
  return queries
    .selectFrom("users")
    .select(["users.id as id", key.as("key")])
    .where(matches)
    .$if(after !== undefined, (query) =>
      query.where(sql<SqlBool>`(${key}, users.id) > (${after?.key}, ${after?.id})`),
    )
    .orderBy(key)
    .orderBy("users.id")
    .limit(limit);
};

/** The users that match a filter. */
export const keepMatches = (
  database: Database,
  filter: Filter,
  chunk: number,
): KeptValue<IdSet> => {
  const { queries: outside, kind } = database;
  let matches: IdSet | undefined;
  return {
    version: undefined,
    usedAt: 0,
    value: () => matches,
    bytes: () => matches?.bytes ?? 0,
    read: async () => {
      const read = new IdSet();
      for await (const ids of readChunks(database, chunk, (after, limit) =>
        matchesAfter(outside, filter, after, limit),
      )) {
        for (const id of ids) {
          if (id > largestId) throw new IdTooLarge();
          read.add(id);
        }
      }
      matches = read;
    },
    repair: async (queries, changed) => {
      if (matches === undefined) return false;
      const rows = await queries
        .selectFrom("users")
        .select("users.id")
        .where("users.id", "in", kind.numbersOf(sql.val(JSON.stringify(changed))))
        .where(filter.matches)
        .execute();
      for (const id of changed) matches.delete(id);
      for (const { id } of rows) {
        if (id > largestId) return false;
        matches.add(id);
      }
      return true;
    },
  };
};
