import * as Effect from "effect/Effect";
import { removeOldAuditEntries } from "../audit/recordAudit.ts";
import { run } from "../database/database.ts";
import { removeFullBuckets } from "../rate-limits/consume.ts";
import { removeExpiredMail } from "../mail/outbox.ts";
import { removeExpiredTokens } from "./repositories/tokenRepository.ts";
import type { Services } from "./context/services.ts";

const everyMinute = 60_000;

/** Removes expired rows. */
export const removeExpired = Effect.fnUntraced(function* (
  { database: { queries }, now }: Pick<Services, "database" | "now">,
  auditRetention: number | undefined,
) {
  const seconds = now();
  yield* removeFullBuckets(queries, seconds);
  yield* removeExpiredMail(queries, seconds);
  yield* removeExpiredTokens(queries, seconds);
  yield* run(queries.deleteFrom("password_resets").where("expires_at", "<=", seconds));
  if (auditRetention !== undefined) yield* removeOldAuditEntries(queries, seconds - auditRetention);
});

/** Removes expired rows every minute. Several processes may do so. */
export const startMaintenance = (
  services: Pick<Services, "database" | "now">,
  auditRetention: number | undefined,
): { readonly stop: () => Promise<void> } => {
  let round = Promise.resolve();
  const timer = setInterval(() => {
    // If the database is unavailable, the next run tries again.
    round = Effect.runPromise(removeExpired(services, auditRetention)).catch(() => {});
  }, everyMinute);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return round;
    },
  };
};
