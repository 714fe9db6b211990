import { sql } from "kysely";
import type { Database, Queries } from "../../../database/database.ts";
import type { Filter, SearchColumn } from "../userFilters.ts";
import { IdSet } from "./idSet.ts";
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
export const keepOrder = (database: Database, column: SearchColumn): KeptValue<UserOrder> => {
  let order: UserOrder | undefined;
  return {
    version: undefined,
    usedAt: 0,
    value: () => order,
    bytes: () => (order === undefined ? 0 : order.present.byteLength + order.missing.byteLength),
    read: async () => {
      order = await readOrder(database, column);
    },
    repair: async (queries, changed) => {
      order &&= await repairOrder(queries, database, column, order, changed);
      return order !== undefined;
    },
  };
};

/** The users that match a filter. */
export const keepMatches = (
  { queries: outside, kind }: Database,
  filter: Filter,
): KeptValue<IdSet> => {
  let matches: IdSet | undefined;
  return {
    version: undefined,
    usedAt: 0,
    value: () => matches,
    bytes: () => matches?.bytes ?? 0,
    read: async () => {
      const row = await outside
        .selectFrom(filter.ids(outside).as("found"))
        .select(kind.jsonArray("found.id").as("ids"))
        .executeTakeFirst();
      // The database made the list from ids.
      const ids = JSON.parse(row?.ids ?? "[]") as ReadonlyArray<number>;
      let largest = 0;
      for (const id of ids) if (id > largest) largest = id;
      if (largest > largestId) throw new IdTooLarge();
      matches = new IdSet(ids, largest);
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
