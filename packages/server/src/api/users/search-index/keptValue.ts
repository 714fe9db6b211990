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

type Chunk = (after: LastRow | undefined, size: number) => Expression<unknown>;

/** Chunks of ids in ascending order. */
const chunksById =
  (queries: Queries, { ids }: Filter): Chunk =>
  (after, size) =>
    queries
      .selectFrom(ids(queries).as("found"))
      .select(["found.id as id", "found.id as key"])
      .$if(after !== undefined, (found) => found.where("found.id", ">", after?.id ?? 0))
      .orderBy("found.id")
      .limit(size);

/** Chunks in the order of a column, in which all matches are adjacent. */
const chunksByColumn = async (
  queries: Queries,
  { matches, isIndexed, range = matches }: Filter,
  column: SearchColumn,
): Promise<Chunk> => {
  const key = sql.ref(`users.${column}`);
  const row = sql`(${key}, users.id)`;
  const selected = queries
    .selectFrom("users")
    .select(["users.id as id", key.as("key")])
    .where((users) => isIndexed?.(users) ?? users.lit(true));
  const end = await selected
    .where(range)
    .orderBy(key, "desc")
    .orderBy("users.id", "desc")
    .limit(1)
    .executeTakeFirst();
  return (after, size) =>
    (after === undefined
      ? selected.where(range)
      : // Without the range, which holds here anyway: the database would begin with the first match each time.
        selected
          .where(sql<SqlBool>`${row} > (${after.key}, ${after.id})`)
          .where(sql<SqlBool>`${row} <= (${end?.key}, ${end?.id})`)
    )
      .orderBy(key)
      .orderBy("users.id")
      .limit(size);
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
      const { column } = filter;
      const select =
        column === undefined || column === "id"
          ? chunksById(outside, filter)
          : await chunksByColumn(outside, filter, column);
      for await (const ids of readChunks(database, chunk, select)) {
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
