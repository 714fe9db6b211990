import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { type Database, type Queries, run, transaction } from "../database/database.ts";
import { RetryLater } from "./retryLater.ts";
import { hashSecret } from "../database/hashSecret.ts";
import type { LimitName, Limits } from "./rateLimitOptions.ts";

interface RateLimiting {
  readonly database: Database;
  readonly limits: Limits;
  /** Whole seconds since 1970. */
  readonly now: () => number;
}

/** What somebody is about to do once more; `of` is who or what is counted, if that is known. */
export interface RateLimitKey {
  readonly limit: LimitName;
  readonly of: string | undefined;
}

type Entry = {
  readonly key: string;
  /** Of a bucket that was full before. */
  readonly full_at: number;
  readonly capacity: number;
};

const entriesOf = (
  { limits }: Pick<RateLimiting, "limits">,
  spendings: ReadonlyArray<RateLimitKey>,
  now: number,
): ReadonlyArray<Entry> =>
  spendings
    .flatMap(({ limit, of }): ReadonlyArray<Entry> => {
      const rate = limits[limit];
      if (rate === undefined || of === undefined) return [];
      const interval = Math.ceil((rate.seconds * 1_000) / rate.limit);
      // What people type as their name may be their password.
      const key = `${limit}:${hashSecret(of)}`;
      return [{ key, full_at: now + interval, capacity: interval * rate.limit }];
    })
    // Always in the same order: two that spend of the same limits do not wait for each other.
    .sort((one, other) => (one.key < other.key ? -1 : 1));

/**
 * Token buckets, each a row that says when it will be full again (GCRA). One statement looks and
 * takes: whatever is asked at once, no more than there is gets through. Answers what was taken.
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

/** Whole seconds until the emptiest of the buckets holds something again. */
const waitFor = Effect.fnUntraced(function* (
  queries: Queries,
  entries: ReadonlyArray<Entry>,
  now: number,
) {
  const keys = entries.map(({ key }) => key);
  const rows = yield* run(
    queries.selectFrom("rate_limits").select(["key", "full_at"]).where("key", "in", keys),
  );
  const waits = rows.map(({ key, full_at: fullAt }) => {
    const entry = entries.find((one) => one.key === key);
    return fullAt + (entry?.full_at ?? now) - now - (entry?.capacity ?? 0) - now;
  });
  return Math.max(1, Math.ceil(Math.max(...waits) / 1_000));
});

/** Takes of all the limits, or of none: whether it could, within a transaction. */
export const tryConsume = Effect.fnUntraced(function* (
  services: Pick<RateLimiting, "limits" | "now">,
  queries: Queries,
  spendings: ReadonlyArray<RateLimitKey>,
) {
  const now = services.now() * 1_000;
  const entries = entriesOf(services, spendings, now);
  if (entries.length === 0) return true;
  return (yield* take(queries, entries, now)).length === entries.length;
});

/**
 * Takes of all the limits, or refuses with the time to wait, and takes of none: what is refused does
 * not count, so that an attacker does not use up what others need.
 */
export const consume = Effect.fnUntraced(function* (
  services: RateLimiting,
  ...spendings: ReadonlyArray<RateLimitKey>
): Effect.fn.Return<void, RetryLater> {
  const now = services.now() * 1_000;
  const entries = entriesOf(services, spendings, now);
  if (entries.length === 0) return;
  yield* transaction(
    services.database,
    Effect.fnUntraced(function* (queries) {
      const taken = new Set((yield* take(queries, entries, now)).map(({ key }) => key));
      const refused = entries.filter(({ key }) => !taken.has(key));
      if (refused.length === 0) return;
      const retryAfter = yield* waitFor(queries, refused, now);
      return yield* new RetryLater({ kind: "RateLimited", retryAfter });
    }),
  );
});

/** A bucket that is full is the same as none. */
export const removeFullBuckets = (queries: Queries, seconds: number) =>
  run(queries.deleteFrom("rate_limits").where("full_at", "<=", seconds * 1_000));
