import * as Effect from "effect/Effect";
import { type Queries, run } from "../../database/database.ts";
import { removeMailTo } from "../../mail/outbox.ts";

/** Invalidates a user's reset secret and removes the message that contains it. */
export const voidReset = Effect.fnUntraced(function* (queries: Queries, userId: number) {
  yield* run(queries.deleteFrom("password_resets").where("user_id", "=", userId));
  yield* removeMailTo(queries, userId);
});
