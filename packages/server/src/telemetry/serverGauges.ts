import { type BatchObservableCallback, metrics } from "@opentelemetry/api";
import * as Effect from "effect/Effect";
import manifest from "../../package.json" with { type: "json" };
import { type Database, runOne } from "../database/database.ts";
import { countMail } from "../mail/outbox.ts";

interface Needs {
  readonly database: Database;
  /** Whole seconds since 1970. */
  readonly now: () => number;
}

const countUsers = ({ queries }: Database) =>
  runOne(
    queries
      .selectFrom("user_blocks")
      .select(({ fn }) => fn.sum<number | string>("users").as("users")),
  ).pipe(Effect.map(({ users }) => Number(users)));

/** Reports the number of users and of messages to OpenTelemetry, read whenever it is exported. */
export const startGauges = ({ database, now }: Needs): { readonly stop: () => Promise<void> } => {
  const meter = metrics.getMeter(manifest.name, manifest.version);
  const users = meter.createObservableGauge("knetik_users.users", {
    description: "Number of users.",
    unit: "{user}",
  });
  const messages = meter.createObservableGauge("knetik_users.mail.messages", {
    description: "Messages that wait, were deferred after a failure, or could not be delivered.",
    unit: "{message}",
  });
  const delay = meter.createObservableGauge("knetik_users.mail.delay", {
    description: "Age of the oldest message that is not delivered yet.",
    unit: "s",
  });
  const lag = meter.createObservableGauge("knetik_users.replica.lag", {
    description: "How far the replica is behind the primary. None while it does not respond.",
    unit: "s",
  });
  const usable = meter.createObservableGauge("knetik_users.replica.usable", {
    description: "1 if reads go to the replica, 0 if it does not respond or is too far behind.",
  });
  const observe: BatchObservableCallback = async (result) => {
    const [count, mail] = await Promise.all([
      Effect.runPromise(countUsers(database)),
      Effect.runPromise(countMail(database.queries, now())),
    ]);
    result.observe(users, count);
    for (const state of ["waiting", "deferred", "failed"] as const) {
      result.observe(messages, mail[state], { state });
    }
    result.observe(delay, mail.delay);
    if (database.replica === undefined) return;
    const { watch } = database.replica;
    const milliseconds = watch.lag();
    if (milliseconds !== undefined) result.observe(lag, milliseconds / 1_000);
    result.observe(usable, watch.has(0) ? 1 : 0);
  };
  const observed = [users, messages, delay, lag, usable];
  meter.addBatchObservableCallback(observe, observed);
  return {
    stop: async () => {
      meter.removeBatchObservableCallback(observe, observed);
    },
  };
};
