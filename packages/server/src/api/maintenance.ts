import * as Effect from "effect/Effect";
import { eraseAddresses, removeOldAuditEntries } from "../audit/recordAudit.ts";
import { keptChanges } from "../database/changeLog.ts";
import { run } from "../database/database.ts";
import { removeFullBuckets } from "../rate-limits/consume.ts";
import { removeExpiredMail } from "../mail/outbox.ts";
import { removeExpiredTokens } from "./repositories/tokenRepository.ts";
import type { Services } from "./context/services.ts";

/** Seconds for which entries of the audit trail, and their addresses, are kept. */
export interface AuditRetention {
  /** Undefined: forever. */
  readonly entries: number | undefined;
  readonly addresses: number | undefined;
}

const everyMinute = 60_000;

/** Removes expired rows. */
export const removeExpired = Effect.fnUntraced(function* (
  { database: { queries, kind }, now }: Pick<Services, "database" | "now">,
  { entries, addresses }: AuditRetention,
) {
  const seconds = now();
  yield* removeFullBuckets(queries, seconds);
  yield* removeExpiredMail(queries, seconds);
  yield* removeExpiredTokens(queries, seconds);
  yield* run(queries.deleteFrom("password_resets").where("expires_at", "<=", seconds));
  yield* run(
    queries
      .updateTable("oauth_clients")
      .set({ previous_secret_hash: null, previous_secret_until: null })
      .where("previous_secret_until", "<=", seconds),
  );
  yield* Effect.promise(() => kind.changes.prune(queries, keptChanges));
  if (entries !== undefined) yield* removeOldAuditEntries(queries, seconds - entries);
  if (addresses !== undefined) yield* eraseAddresses(queries, seconds - addresses);
});

/** Removes expired rows every minute. Several processes may do so. */
export const startMaintenance = (
  services: Pick<Services, "database" | "now">,
  retention: AuditRetention,
): { readonly stop: () => Promise<void> } => {
  let round = Promise.resolve();
  const timer = setInterval(() => {
    // If the database is unavailable, the next run tries again.
    round = Effect.runPromise(removeExpired(services, retention)).catch(() => {});
  }, everyMinute);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return round;
    },
  };
};
