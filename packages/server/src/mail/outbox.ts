import * as Effect from "effect/Effect";
import { type Queries, run, runOne } from "../database/database.ts";

/** A message to be delivered. */
export interface Mail {
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
}

/** Puts a message into the outbox, in the same transaction as what it tells of. */
export const sendMail = (queries: Queries, mail: Mail, seconds: number): Effect.Effect<number> =>
  runOne(
    queries
      .insertInto("outbox")
      .values({ ...mail, created_at: seconds })
      .returning("id"),
  ).pipe(Effect.map(({ id }) => id));

export const removeMail = (queries: Queries, id: number) =>
  run(queries.deleteFrom("outbox").where("id", "=", id));

/** The newest messages first. */
export const listMail = (queries: Queries) =>
  run(queries.selectFrom("outbox").selectAll().orderBy("id", "desc").limit(1_000));
