import * as Effect from "effect/Effect";
import { type Queries, run } from "../../database/database.ts";
import type { Services } from "../context/services.ts";

/** Seconds. Limits the writes that reads of an active user cause. */
const resolution = 60;

/**
 * Updates the `last_activity` of a user, unless the user was disabled after the call was
 * authenticated: the user may just have been anonymized.
 */
export const touchUser = (
  { now }: Services,
  queries: Queries,
  userId: number,
  lastActivity: number | null,
): Effect.Effect<unknown> => {
  const seconds = now();
  return lastActivity !== null && lastActivity > seconds - resolution
    ? Effect.void
    : run(
        queries
          .updateTable("users")
          .set({ last_activity: seconds })
          .where("id", "=", userId)
          .where("disabled_at", "is", null),
      );
};
