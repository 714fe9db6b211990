import type { Queries } from "../../src/database/database.ts";
import type { Tables } from "../../src/database/tables.ts";

type Row = Readonly<Record<string, unknown>>;

/** The key of each table. A missing table does not compile. */
const keys = {
  users: ["id"],
  user_blocks: ["block"],
  user_changes: ["id"],
  user_tags: ["user_id", "tag"],
  user_roles: ["user_id", "role"],
  user_groups: ["id"],
  user_group_members: ["group_id", "user_id"],
  templates: ["id"],
  oauth_clients: ["id"],
  access_tokens: ["token_hash"],
  refresh_tokens: ["token_hash"],
  password_resets: ["user_id"],
  outbox: ["id"],
  rate_limits: ["key"],
  audit_log: ["id"],
  settings: ["name"],
} as const satisfies { readonly [Table in keyof Tables]: ReadonlyArray<keyof Tables[Table]> };

/** Rows about calls, written regardless of their result. */
const bookkeeping: ReadonlySet<keyof Tables> = new Set([
  "rate_limits",
  "audit_log",
  "user_changes",
]);

const names = (Object.keys(keys) as ReadonlyArray<keyof Tables>).filter(
  (name) => !bookkeeping.has(name),
);

/** All stored rows. */
export type Snapshot = ReadonlyMap<keyof Tables, ReadonlyMap<string, Row>>;

export const snapshot = async (queries: Queries): Promise<Snapshot> =>
  new Map(
    await Promise.all(
      names.map(async (name) => {
        const rows: ReadonlyArray<Row> = await queries.selectFrom(name).selectAll().execute();
        const keyOf = (row: Row) => JSON.stringify(keys[name].map((column) => row[column]));
        return [name, new Map(rows.map((row) => [keyOf(row), row]))] as const;
      }),
    ),
  );

/** A changed row. */
export interface Change {
  readonly table: keyof Tables;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
  /** The changed columns; all of them for an added or deleted row. */
  readonly columns: ReadonlyArray<string>;
}

const differing = (before: Row = {}, after: Row = {}) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (column) => before[column] !== after[column],
  );

export const changesBetween = (one: Snapshot, other: Snapshot): ReadonlyArray<Change> =>
  names.flatMap((table) => {
    const [before, after] = [one.get(table)!, other.get(table)!];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): Array<Change> => {
      const [was, is] = [before.get(key), after.get(key)];
      const columns = differing(was, is);
      return columns.length === 0 ? [] : [{ table, before: was, after: is, columns }];
    });
  });
