import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { type Queries, run, runOne } from "../database/database.ts";
import { bucketKey, capacityOf } from "./bucket.ts";
import type { LimitName, Limits } from "./rateLimitOptions.ts";

/** Until when a limit rejects calls of any of these subjects; null if it does not. Seconds since 1970. */
export const lockedUntil = Effect.fnUntraced(function* (
  queries: Queries,
  limits: Limits,
  limit: LimitName,
  subjects: ReadonlyArray<string>,
  seconds: number,
): Effect.fn.Return<number | null> {
  const rate = limits[limit];
  if (rate === undefined) return null;
  const { interval, capacity } = capacityOf(rate);
  const keys = subjects.map((subject) => bucketKey(limit, subject));
  const rows = yield* run(
    queries.selectFrom("rate_limits").select("full_at").where("key", "in", keys),
  );
  const until = Math.max(0, ...rows.map((row) => row.full_at + interval - capacity));
  return until > seconds * 1_000 ? Math.ceil(until / 1_000) : null;
});

/** The number of subjects whose calls a limit rejects. Buckets that are full have no row. */
export const countLocked = (
  queries: Queries,
  limits: Limits,
  limit: LimitName,
  seconds: number,
): Effect.Effect<number> => {
  const rate = limits[limit];
  if (rate === undefined) return Effect.succeed(0);
  const { interval, capacity } = capacityOf(rate);
  return Effect.map(
    runOne(
      queries
        .selectFrom("rate_limits")
        .select(({ fn }) => fn.countAll<number>().as("locked"))
        .where("key", ">=", `${limit}:`)
        // The character after a colon.
        .where("key", "<", `${limit};`)
        .where("full_at", ">", sql<number>`${seconds * 1_000 + capacity - interval}`),
    ),
    ({ locked }) => locked,
  );
};
