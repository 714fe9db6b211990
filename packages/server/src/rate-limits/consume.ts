import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { type Database, type Queries, run, transaction } from "../database/database.ts";
import { removeInBatches } from "../database/inBatches.ts";
import { RetryLater } from "./retryLater.ts";
import { bucketKey, capacityOf } from "./bucket.ts";
import type { LimitName, Limits } from "./rateLimitOptions.ts";

interface RateLimiting {
  readonly database: Database;
  readonly limits: Limits;
  /** Whole seconds since 1970. */
  readonly now: () => number;
}

/** A rate limit, and whose calls it counts: an address or an account. Without a subject it is not counted. */
export interface RateLimitKey {
  readonly limit: LimitName;
  readonly subject: string | undefined;
}

type Entry = {
  readonly key: string;
  /** When the bucket is full again, if it was full before. Milliseconds since 1970. */
  readonly full_at: number;
  /** Milliseconds in which an empty bucket becomes full. */
  readonly capacity: number;
};

const entriesOf = (
  { limits }: Pick<RateLimiting, "limits">,
  keys: ReadonlyArray<RateLimitKey>,
  now: number,
): ReadonlyArray<Entry> =>
  keys
    .flatMap(({ limit, subject }): ReadonlyArray<Entry> => {
      const rate = limits[limit];
      if (rate === undefined || subject === undefined) return [];
      const { interval, capacity } = capacityOf(rate);
      return [{ key: bucketKey(limit, subject), full_at: now + interval, capacity }];
    })
    // Sorted, so that two transactions with the same limits cannot deadlock.
    .sort((one, other) => (one.key < other.key ? -1 : 1));

/**
 * Token buckets as rows with the time when each is full again (GCRA). One statement checks and
 * takes, so concurrent calls cannot exceed the limit. Returns the buckets from which a token was
 * taken.
 */
const take = (queries: Queries, entries: ReadonlyArray<Entry>, now: number) => {
  const next = sql<number>`case when rate_limits.full_at > ${now}
    then rate_limits.full_at + excluded.full_at - ${now} else excluded.full_at end`;
  return run(
    queries
      .insertInto("rate_limits")
      .values(entries)
      .onConflict((conflict) =>
        conflict
          .column("key")
          .doUpdateSet({ full_at: next, capacity: sql<number>`excluded.capacity` })
          .where(next, "<=", sql<number>`excluded.capacity + ${now}`),
      )
      .returning("key"),
  );
};

/** Whole seconds until every bucket has a token again. */
const retryAfterSeconds = Effect.fnUntraced(function* (
  queries: Queries,
  entries: ReadonlyArray<Entry>,
  now: number,
) {
  const names = entries.map(({ key }) => key);
  const rows = yield* run(
    queries.selectFrom("rate_limits").select(["key", "full_at"]).where("key", "in", names),
  );
  const waits = rows.map(({ key, full_at: fullAt }) => {
    const entry = entries.find((one) => one.key === key);
    return fullAt + (entry?.full_at ?? now) - now - (entry?.capacity ?? 0) - now;
  });
  return Math.max(1, Math.ceil(Math.max(...waits) / 1_000));
});

/**
 * Consumes limits within the caller's transaction, and returns whether every one allowed it. Does not
 * give back those that did.
 */
export const tryConsume = Effect.fnUntraced(function* (
  services: Pick<RateLimiting, "limits" | "now">,
  queries: Queries,
  keys: ReadonlyArray<RateLimitKey>,
) {
  const now = services.now() * 1_000;
  const entries = entriesOf(services, keys, now);
  if (entries.length === 0) return true;
  return (yield* take(queries, entries, now)).length === entries.length;
});

/**
 * Consumes all limits, or none and fails with the time to wait. Rejected calls do not count, so
 * that an attacker cannot use up the limits of others.
 */
export const consume = Effect.fnUntraced(function* (
  services: RateLimiting,
  ...keys: ReadonlyArray<RateLimitKey>
): Effect.fn.Return<void, RetryLater> {
  const now = services.now() * 1_000;
  const entries = entriesOf(services, keys, now);
  if (entries.length === 0) return;
  yield* transaction(
    services.database,
    Effect.fnUntraced(function* (queries) {
      const taken = new Set((yield* take(queries, entries, now)).map(({ key }) => key));
      const refused = entries.filter(({ key }) => !taken.has(key));
      if (refused.length === 0) return;
      const retryAfter = yield* retryAfterSeconds(queries, refused, now);
      return yield* new RetryLater({ kind: "RateLimited", retryAfter });
    }),
  );
});

/** Removes full buckets, which are equivalent to missing ones. */
export const removeFullBuckets = (queries: Queries, seconds: number) =>
  removeInBatches(queries, "rate_limits", "key", sql`full_at <= ${seconds * 1_000}`);
