import { setImmediate as nextTurn } from "node:timers/promises";
import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Database, Queries } from "../../../database/database.ts";
import type { SearchColumn } from "../userFilters.ts";
import { type Placement, repair, type UserOrder } from "./userOrder.ts";

/** Rows that are read at once. Others use the database in the meantime. */
const chunk = 50_000;

interface Part {
  /** The users of this part. */
  readonly has: (users: string) => RawBuilder<SqlBool>;
  /** The columns that it is sorted by, ending in the id. */
  readonly columns: ReadonlyArray<string>;
}

const partsOf = (column: SearchColumn): { readonly present: Part; readonly missing?: Part } =>
  column === "id"
    ? { present: { has: () => sql<SqlBool>`1 = 1`, columns: ["id"] } }
    : {
        present: {
          has: (users) => sql`${sql.ref(`${users}.${column}`)} is not null`,
          columns: [column, "id"],
        },
        missing: {
          has: (users) => sql`${sql.ref(`${users}.${column}`)} is null`,
          columns: ["id"],
        },
      };

const tuple = (users: string, { columns }: Part): Expression<unknown> =>
  sql`(${sql.join(columns.map((column) => sql.ref(`${users}.${column}`)))})`;

/** Joins arrays, which are too long to be spread. */
const concat = (arrays: ReadonlyArray<ReadonlyArray<number>>): Int32Array => {
  const joined = new Int32Array(arrays.reduce((length, { length: more }) => length + more, 0));
  let offset = 0;
  for (const array of arrays) {
    joined.set(array, offset);
    offset += array.length;
  }
  return joined;
};

/**
 * Reads a part in chunks. A user that changes meanwhile may be missing or appear twice; the others
 * are complete and in order.
 */
const readPart = async ({ queries, kind }: Database, part: Part): Promise<Int32Array> => {
  const chunks: Array<ReadonlyArray<number>> = [];
  const [key = "id"] = part.columns;
  let last: ReadonlyArray<unknown> | undefined;
  for (;;) {
    const after =
      last === undefined ? sql`` : sql`and ${tuple("users", part)} > (${sql.join(last)})`;
    const { rows } = await sql<{ readonly ids: string; readonly key: unknown }>`
      select ${kind.jsonArray("id")} as ids, max(key) as key from (
        select users.id as id, ${sql.ref(`users.${key}`)} as key from users
        where ${part.has("users")} ${after}
        order by ${sql.join(part.columns.map((column) => sql.ref(`users.${column}`)))}
        limit ${sql.lit(chunk)}
      ) as chunk`.execute(queries);
    const [row] = rows;
    // The database made the list from ids.
    const ids = JSON.parse(row?.ids ?? "[]") as ReadonlyArray<number>;
    chunks.push(ids);
    if (ids.length < chunk) return concat(chunks);
    // SQLite reads without a wait, and would keep others waiting until the end.
    await nextTurn();
    last = key === "id" ? [ids.at(-1)] : [row?.key, ids.at(-1)];
  }
};

const nobody = new Int32Array();

/** Reads the order of a column. Users that change meanwhile have to be repaired. */
export const readOrder = async (database: Database, column: SearchColumn): Promise<UserOrder> => {
  const { present, missing } = partsOf(column);
  return {
    present: await readPart(database, present),
    missing: missing === undefined ? nobody : await readPart(database, missing),
  };
};

const placementsIn = async (
  queries: Queries,
  { kind }: Database,
  part: Part,
  changed: string,
): Promise<ReadonlyArray<Placement>> => {
  const columns = part.columns.map((column) => sql`${sql.ref(`former.${column}`)} desc`);
  const { rows } = await sql<Placement>`
    select users.id as id, (
      select former.id from users as former
      where ${part.has("former")} and ${tuple("former", part)} < ${tuple("users", part)}
      order by ${sql.join(columns)} limit 1
    ) as before from users
    where users.id in ${kind.numbersOf(sql.val(changed))} and ${part.has("users")}
  `.execute(queries);
  return rows;
};

/** Moves changed users to their current places; `undefined` if the order has to be read again. */
export const repairOrder = async (
  queries: Queries,
  database: Database,
  column: SearchColumn,
  order: UserOrder,
  changed: ReadonlyArray<number>,
): Promise<UserOrder | undefined> => {
  const parts = partsOf(column);
  const ids = JSON.stringify(changed);
  const placed = await placementsIn(queries, database, parts.present, ids);
  const present = repair(order.present, changed, placed);
  const missing =
    parts.missing === undefined
      ? nobody
      : repair(order.missing, changed, await placementsIn(queries, database, parts.missing, ids));
  return present === undefined || missing === undefined ? undefined : { present, missing };
};
