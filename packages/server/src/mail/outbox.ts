import * as Effect from "effect/Effect";
import {
  type ExpressionBuilder,
  type RawBuilder,
  type Selectable,
  sql,
  type SqlBool,
} from "kysely";
import { type Queries, run, runFirst, runOne } from "../database/database.ts";
import type { Tables } from "../database/tables.ts";

/** A message in the outbox. */
export interface Mail {
  readonly user_id: number;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly html: string;
  /** Time of expiry. An expired message is removed, because it may contain a secret. */
  readonly expires_at: number;
}

/** Seconds for which a message that could not be delivered is kept, without its texts. */
const failedRetention = 7 * 86_400;

/** The columns of a message that is not going to be delivered. */
const parked = (seconds: number, failure: string) => ({
  failed_at: seconds,
  failure,
  body: "",
  html: "",
});

/**
 * Removes messages that have expired, but keeps a trace of those that could not be delivered in
 * time. Runs when messages are created and every minute.
 */
export const removeExpiredMail = Effect.fnUntraced(function* (queries: Queries, seconds: number) {
  yield* run(
    queries
      .updateTable("outbox")
      .set(parked(seconds, "The secret expired before the message could be delivered."))
      .where("expires_at", "<=", seconds)
      .where("sent_at", "is", null)
      .where("failed_at", "is", null)
      .where("attempts", ">", 0),
  );
  yield* run(
    queries.deleteFrom("outbox").where("expires_at", "<=", seconds).where("failed_at", "is", null),
  );
  yield* run(queries.deleteFrom("outbox").where("failed_at", "<=", seconds - failedRetention));
});

/** Adds a message to the outbox, in the transaction that causes it. */
export const sendMail = Effect.fnUntraced(function* (
  queries: Queries,
  mail: Mail,
  seconds: number,
) {
  yield* removeExpiredMail(queries, seconds);
  yield* run(queries.insertInto("outbox").values({ ...mail, created_at: seconds }));
});

/** Removes all messages to a user, sent or not, except the traces of failed ones. */
export const removeMailTo = (queries: Queries, userId: number) =>
  run(queries.deleteFrom("outbox").where("user_id", "=", userId).where("failed_at", "is", null));

/** Lists messages, newest first. */
export const listMail = (queries: Queries) =>
  run(queries.selectFrom("outbox").selectAll().orderBy("id", "desc").limit(1_000));

/** A message that this process has claimed until `due_at`, with the number of the attempt. */
export type Claimed = Selectable<Tables["outbox"]>;

const isDue =
  (seconds: number, busyHosts: ReadonlyArray<string>) =>
  (mail: ExpressionBuilder<Tables, "outbox">) =>
    mail.and([
      mail("sent_at", "is", null),
      mail("failed_at", "is", null),
      mail("due_at", "<=", seconds),
      mail("expires_at", ">", seconds),
      // A domain has no characters with a meaning in patterns.
      ...busyHosts.map((host) => mail("recipient", "not like", `%@${host}`)),
    ]);

/**
 * Claims the message that has waited longest, for the given number of seconds, except to the given
 * hosts. Two processes never claim the same one.
 */
export const claimMail = (
  queries: Queries,
  seconds: number,
  { lease, busyHosts }: { readonly lease: number; readonly busyHosts: ReadonlyArray<string> },
) =>
  runFirst(
    queries
      .updateTable("outbox")
      .set((mail) => ({ due_at: seconds + lease, attempts: mail("attempts", "+", 1) }))
      .where("id", "=", (mail) =>
        mail
          .selectFrom("outbox")
          .select("id")
          .where(isDue(seconds, busyHosts))
          .orderBy("due_at")
          .orderBy("id")
          .limit(1),
      )
      // Checked again on the locked row, which another process may have claimed.
      .where(isDue(seconds, busyHosts))
      .returningAll(),
  );

/** The row of a claim, unless another process has claimed it since. */
const claimed =
  ({ id, attempts }: Claimed) =>
  (mail: ExpressionBuilder<Tables, "outbox">) =>
    mail.and([mail("id", "=", id), mail("attempts", "=", attempts)]);

/** The texts are no longer needed and contain a secret. */
export const markSent = (queries: Queries, mail: Claimed, seconds: number) =>
  run(
    queries
      .updateTable("outbox")
      .set({ sent_at: seconds, body: "", html: "" })
      .where(claimed(mail)),
  );

export const retryMail = (queries: Queries, mail: Claimed, dueAt: number) =>
  run(queries.updateTable("outbox").set({ due_at: dueAt }).where(claimed(mail)));

/** Gives up a message and keeps its trace, so that an operator can see it. */
export const parkMail = (queries: Queries, mail: Claimed, seconds: number, failure: string) =>
  run(queries.updateTable("outbox").set(parked(seconds, failure)).where(claimed(mail)));

/** Numbers of messages by state, for an operator. */
export interface MailCounts {
  /** Not tried yet. */
  readonly waiting: number;
  /** Tried without success, and tried again later. */
  readonly deferred: number;
  /** Given up in the last week. */
  readonly failed: number;
  /** Seconds for which the oldest undelivered message has waited. */
  readonly delay: number;
}

const countOf = (expression: RawBuilder<SqlBool>) =>
  sql<number | string>`coalesce(sum(case when ${expression} then 1 else 0 end), 0)`;

/** Counts the messages that are not delivered. */
export const countMail = (queries: Queries, seconds: number): Effect.Effect<MailCounts> =>
  runOne(
    queries
      .selectFrom("outbox")
      .select([
        countOf(sql`failed_at is null and attempts = 0`).as("waiting"),
        countOf(sql`failed_at is null and attempts > 0`).as("deferred"),
        countOf(sql`failed_at is not null`).as("failed"),
        sql<number | null>`min(case when failed_at is null then created_at end)`.as("oldest"),
      ])
      .where("sent_at", "is", null),
  ).pipe(
    Effect.map(({ waiting, deferred, failed, oldest }) => ({
      waiting: Number(waiting),
      deferred: Number(deferred),
      failed: Number(failed),
      delay: oldest === null ? 0 : Math.max(0, seconds - oldest),
    })),
  );
