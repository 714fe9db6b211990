import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { sql, type SqlBool } from "kysely";
import { eraseAddresses, removeOldAuditEntries } from "../audit/recordAudit.ts";
import { keptChanges } from "../database/changeLog.ts";
import { run } from "../database/database.ts";
import { removeInBatches } from "../database/inBatches.ts";
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

/** Removes expired rows. If one kind fails, the others are still removed, and then it fails. */
export const removeExpired = Effect.fnUntraced(function* (
  { database: { queries, kind }, now }: Pick<Services, "database" | "now">,
  { entries, addresses }: AuditRetention,
) {
  const seconds = now();
  const isExpired = sql<SqlBool>`expires_at <= ${seconds}`;
  const steps = [
    removeFullBuckets(queries, seconds),
    removeExpiredMail(queries, seconds),
    removeExpiredTokens(queries, seconds),
    removeInBatches(queries, "password_resets", "user_id", isExpired),
    run(
      queries
        .updateTable("oauth_clients")
        .set({ previous_secret_hash: null, previous_secret_until: null })
        .where("previous_secret_until", "<=", seconds),
    ),
    Effect.promise(() => kind.changes.prune(queries, keptChanges)),
    entries === undefined ? Effect.void : removeOldAuditEntries(queries, seconds - entries),
    addresses === undefined ? Effect.void : eraseAddresses(queries, seconds - addresses),
  ];
  const exits = yield* Effect.forEach(steps, (step) => Effect.exit(step));
  const failed = exits.find(Exit.isFailure);
  if (failed !== undefined) yield* Effect.failCause(failed.cause);
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
