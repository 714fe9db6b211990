import * as Effect from "effect/Effect";
import type { ExpressionBuilder, Selectable } from "kysely";
import { type Queries, run, runFirst } from "../database/database.ts";
import type { Tables } from "../database/tables.ts";

/** A message to be delivered. */
export interface Mail {
  readonly user_id: number;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly html: string;
  /** When it is of no more use, and is removed: it may hold a secret. */
  readonly expires_at: number;
}

/** Where new ones are made and every minute: the outbox does not outgrow its use. */
export const removeExpiredMail = (queries: Queries, seconds: number) =>
  run(queries.deleteFrom("outbox").where("expires_at", "<=", seconds));

/** Puts a message into the outbox, in the same transaction as what it tells of. */
export const sendMail = Effect.fnUntraced(function* (
  queries: Queries,
  mail: Mail,
  seconds: number,
) {
  yield* removeExpiredMail(queries, seconds);
  yield* run(queries.insertInto("outbox").values({ ...mail, created_at: seconds }));
});

/** Removes what was mailed to a user, or was about to be. */
export const removeMailTo = (queries: Queries, userId: number) =>
  run(queries.deleteFrom("outbox").where("user_id", "=", userId));

/** The newest messages first. */
export const listMail = (queries: Queries) =>
  run(queries.selectFrom("outbox").selectAll().orderBy("id", "desc").limit(1_000));

/** A message that is this process's to send until its `due_at`, and which attempt it is. */
export type Claimed = Selectable<Tables["outbox"]>;

const isDue = (seconds: number) => (mail: ExpressionBuilder<Tables, "outbox">) =>
  mail.and([
    mail("sent_at", "is", null),
    mail("due_at", "<=", seconds),
    mail("expires_at", ">", seconds),
  ]);

/** Takes the message that has waited longest, for so many seconds. No two processes take the same. */
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
      // Asked again, of the row as it is once it is locked: another process may have had it.
      .where(isDue(seconds))
      .returningAll(),
  );

/** The row of a claim, unless somebody else has claimed it since. */
const claimed =
  ({ id, attempts }: Claimed) =>
  (mail: ExpressionBuilder<Tables, "outbox">) =>
    mail.and([mail("id", "=", id), mail("attempts", "=", attempts)]);

/** Nobody needs its texts any more, and there is a secret in them. */
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
