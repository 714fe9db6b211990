import type { Kysely } from "kysely";

/**
 * Columns by which users can be found or sorted. The migration `0008_changes` puts them into
 * triggers, so another one needs a migration that replaces the triggers.
 */
export const searchColumns = [
  "username_key",
  "email_key",
  "display_name",
  "display_name_key",
  "fullname_key",
  "first_name_key",
  "last_name_key",
  "member_since",
  "last_updated",
  "last_activity",
] as const;

/** Tables whose rows belong to a user. */
export const memberTables = ["user_tags", "user_roles", "user_group_members"] as const;

/** Entries that are kept, so that a reader that is further behind has to start again. */
export const keptChanges = 10_000;
/** Maximum number of entries that are removed at once. */
export const removedChanges = 50_000;

/** The changes that were committed between two reads of the log. */
export interface Changes {
  /** Everything visible at this read. Opaque. */
  readonly version: string;
  /** The users that changed since the earlier version; undefined if the log no longer knows. */
  readonly userIds: ReadonlyArray<number> | undefined;
}

/** The log of changes to users, which triggers write. */
export interface ChangeLog {
  /**
   * Reads the current version, and what has changed since an earlier one. Reads in the same
   * transaction see the data of that version.
   */
  readonly since: <Tables>(
    queries: Kysely<Tables>,
    version: string | undefined,
  ) => Promise<Changes>;
  /** Removes old entries, and keeps at least the last `kept`. */
  readonly prune: <Tables>(queries: Kysely<Tables>, kept: number) => Promise<void>;
}
