import * as Effect from "effect/Effect";
import { type Queries, run } from "../database/database.ts";

/** Filters of the audit trail. */
export interface AuditSearch {
  /** Maximum number of entries, newest first. */
  readonly limit: number;
  /** Seconds since 1970. */
  readonly since?: number | undefined;
  /** Such as `user:42`. */
  readonly target?: string | undefined;
  /** The acting user or client. */
  readonly user?: number | undefined;
}

/** Lists the newest entries in chronological order. */
export const listAudit = Effect.fnUntraced(function* (
  queries: Queries,
  { limit, since, target, user }: AuditSearch,
) {
  let query = queries.selectFrom("audit_log").selectAll().orderBy("id", "desc").limit(limit);
  if (since !== undefined) query = query.where("at", ">=", since);
  if (target !== undefined) query = query.where("target", "=", target);
  if (user !== undefined) query = query.where("user_id", "=", user);
  return (yield* run(query)).reverse();
});
