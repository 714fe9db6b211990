import * as Effect from "effect/Effect";
import { type Queries, run } from "../../database/database.ts";
import type { Services } from "../context/services.ts";

/** A minute: not every read of a busy user is worth a write. */
const resolution = 60;

/** Notes that a user is active. */
export const touchUser = (
  { now }: Services,
  queries: Queries,
  userId: number,
  lastActivity: number | null,
): Effect.Effect<unknown> => {
  const seconds = now();
  return lastActivity !== null && lastActivity > seconds - resolution
    ? Effect.void
    : run(queries.updateTable("users").set({ last_activity: seconds }).where("id", "=", userId));
};
