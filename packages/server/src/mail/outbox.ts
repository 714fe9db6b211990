import * as Effect from "effect/Effect";
import type { ExpressionBuilder, Selectable } from "kysely";
import { type Queries, run, runFirst } from "../database/database.ts";
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

/** Runs when messages are created and every minute. */
export const removeExpiredMail = (queries: Queries, seconds: number) =>
  run(queries.deleteFrom("outbox").where("expires_at", "<=", seconds));

/** Adds a message to the outbox, in the transaction that causes it. */
export const sendMail = Effect.fnUntraced(function* (
  queries: Queries,
  mail: Mail,
  seconds: number,
) {
  yield* removeExpiredMail(queries, seconds);
  yield* run(queries.insertInto("outbox").values({ ...mail, created_at: seconds }));
});

/** Removes all messages to a user, sent or not. */
export const removeMailTo = (queries: Queries, userId: number) =>
  run(queries.deleteFrom("outbox").where("user_id", "=", userId));

/** Lists messages, newest first. */
export const listMail = (queries: Queries) =>
  run(queries.selectFrom("outbox").selectAll().orderBy("id", "desc").limit(1_000));

/** A message that this process has claimed until `due_at`, with the number of the attempt. */
export type Claimed = Selectable<Tables["outbox"]>;

const isDue = (seconds: number) => (mail: ExpressionBuilder<Tables, "outbox">) =>
  mail.and([
    mail("sent_at", "is", null),
    mail("due_at", "<=", seconds),
    mail("expires_at", ">", seconds),
  ]);

/**
 * Claims the message that has waited longest, for the given number of seconds. Two processes never
 * claim the same one.
 */
export const claimMail = (queries: Queries, seconds: number, lease: number) =>
  runFirst(
    queries
      .updateTable("outbox")
      .set((mail) => ({ due_at: seconds + lease, attempts: mail("attempts", "+", 1) }))
      .where("id", "=", (mail) =>
        mail
          .selectFrom("outbox")
          .select("id")
          .where(isDue(seconds))
          .orderBy("due_at")
          .orderBy("id")
          .limit(1),
      )
      // Checked again on the locked row, which another process may have claimed.
      .where(isDue(seconds))
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

export const dropMail = (queries: Queries, mail: Claimed) =>
  run(queries.deleteFrom("outbox").where(claimed(mail)));
