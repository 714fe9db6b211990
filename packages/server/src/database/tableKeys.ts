import type { Tables } from "./tables.ts";

/** What triggers keep up to date by themselves. */
export const derived = "user_blocks";
export type StoredTable = Exclude<keyof Tables, typeof derived>;

/** Every table, each after those that its rows refer to, by its key. The compiler asks for a new one. */
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

export const storedTables = Object.keys(tableKeys) as ReadonlyArray<StoredTable>;

/** Those whose ids count up. */
export const countedTables = ["users", "user_groups", "outbox", "audit_log"] as const;
