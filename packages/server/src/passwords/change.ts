import * as Effect from "effect/Effect";
import { type Queries, run } from "../database/database.ts";
import { revokeTokens } from "../oauth/tokens.ts";
import { voidReset } from "./voidReset.ts";

/** Puts a new hash in place. Whoever got in with the old password is out. */
export const changePassword = Effect.fnUntraced(function* (
  queries: Queries,
  userId: number,
  hash: string,
) {
  yield* run(queries.updateTable("users").set({ password_hash: hash }).where("id", "=", userId));
  yield* voidReset(queries, userId);
  yield* revokeTokens(queries, userId);
});
