import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Database, Queries } from "../../../database/database.ts";
import type { SearchColumn } from "../userFilters.ts";
import { type LastRow, readChunks } from "./readChunks.ts";
import { type Placement, repair, type UserOrder } from "./userOrder.ts";

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

const isAfter = (part: Part, { key, id }: LastRow) =>
  sql`${tuple("users", part)} > (${sql.join(part.columns.length === 1 ? [id] : [key, id])})`;

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

const readPart = async (database: Database, part: Part, chunk: number): Promise<Int32Array> => {
  const chunks: Array<ReadonlyArray<number>> = [];
  const [key = "id"] = part.columns;
  const read = readChunks(
    database,
    chunk,
    (last, limit) => sql`(
      select users.id as id, ${sql.ref(`users.${key}`)} as key from users
      where ${part.has("users")} ${last === undefined ? sql`` : sql`and ${isAfter(part, last)}`}
      order by ${sql.join(part.columns.map((column) => sql.ref(`users.${column}`)))}
      limit ${sql.lit(limit)})`,
  );
  for await (const ids of read) chunks.push(ids);
  return concat(chunks);
};

const nobody = new Int32Array();

/** Reads the order of a column. Users that change meanwhile have to be repaired. */
export const readOrder = async (
  database: Database,
  column: SearchColumn,
  chunk: number,
): Promise<UserOrder> => {
  const { present, missing } = partsOf(column);
  return {
    present: await readPart(database, present, chunk),
    missing: missing === undefined ? nobody : await readPart(database, missing, chunk),
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
