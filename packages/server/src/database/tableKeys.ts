import type { Tables } from "./tables.ts";

/** Tables that triggers maintain. */
export const derivedTables = ["user_blocks", "user_changes"] as const;
export type StoredTable = Exclude<keyof Tables, (typeof derivedTables)[number]>;

/**
 * All tables with their keys, each after the tables that it references. Omitting a table is a
 * compile error.
 */
export const tableKeys: {
  readonly [Name in StoredTable]: ReadonlyArray<keyof Tables[Name] & string>;
} = {
  settings: ["name"],
  templates: ["id"],
  users: ["id"],
  user_groups: ["id"],
  oauth_clients: ["id"],
  user_tags: ["user_id", "tag"],
  user_roles: ["user_id", "role"],
  user_group_members: ["group_id", "user_id"],
  access_tokens: ["token_hash"],
  refresh_tokens: ["token_hash"],
  password_resets: ["user_id"],
  outbox: ["id"],
  rate_limits: ["key"],
  audit_log: ["id"],
};

/** Messages contain secrets that are valid until they expire, so no backup has them. */
const notBackedUp: ReadonlyArray<StoredTable> = ["outbox"];

export const storedTables = Object.keys(tableKeys) as ReadonlyArray<StoredTable>;

/** The tables of a backup. */
export const backupTables = storedTables.filter((table) => !notBackedUp.includes(table));

/** Tables with generated ids. */
export const tablesWithGeneratedIds = ["users", "user_groups", "outbox", "audit_log"] as const;
