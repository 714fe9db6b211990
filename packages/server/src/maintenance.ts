import * as Effect from "effect/Effect";
import { removeOldRecords } from "./audit/record.ts";
import { run } from "./database/database.ts";
import { removeFullBuckets } from "./limits/spend.ts";
import { removeExpiredMail } from "./mail/outbox.ts";
import { removeExpiredTokens } from "./oauth/tokens.ts";
import type { Services } from "./services.ts";

const everyMinute = 60_000;

/** Removes what is of no more use. */
export const sweep = Effect.fnUntraced(function* (
  { database: { queries }, now }: Pick<Services, "database" | "now">,
  auditRetention: number | undefined,
) {
  const seconds = now();
  yield* removeFullBuckets(queries, seconds);
  yield* removeExpiredMail(queries, seconds);
  yield* removeExpiredTokens(queries, seconds);
  yield* run(queries.deleteFrom("password_resets").where("expires_at", "<=", seconds));
  if (auditRetention !== undefined) yield* removeOldRecords(queries, seconds - auditRetention);
});

/** Sweeps every minute. Each process may: what is removed is removed once. */
export const startMaintenance = (
  services: Pick<Services, "database" | "now">,
  auditRetention: number | undefined,
): { readonly stop: () => Promise<void> } => {
  let round = Promise.resolve();
  const timer = setInterval(() => {
    // Should the database not answer, it is asked again in a minute.
    round = Effect.runPromise(sweep(services, auditRetention)).catch(() => {});
  }, everyMinute);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return round;
    },
  };
};
