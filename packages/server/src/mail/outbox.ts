import * as Effect from "effect/Effect";
import { type Queries, run } from "../database/database.ts";

/** A message to be delivered. */
export interface Mail {
  readonly user_id: number;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  /** When it is of no more use, and is removed: it may hold a secret. */
  readonly expires_at: number;
}

/** Puts a message into the outbox, in the same transaction as what it tells of. */
export const sendMail = Effect.fnUntraced(function* (
  queries: Queries,
  mail: Mail,
  seconds: number,
) {
  // Where new ones are made: the outbox does not outgrow its use.
  yield* run(queries.deleteFrom("outbox").where("expires_at", "<=", seconds));
  yield* run(queries.insertInto("outbox").values({ ...mail, created_at: seconds }));
});

/** Removes what was mailed to a user, or was about to be. */
export const removeMailTo = (queries: Queries, userId: number) =>
  run(queries.deleteFrom("outbox").where("user_id", "=", userId));

/** The newest messages first. */
export const listMail = (queries: Queries) =>
  run(queries.selectFrom("outbox").selectAll().orderBy("id", "desc").limit(1_000));
