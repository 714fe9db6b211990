import * as Effect from "effect/Effect";
import { userTarget } from "../audit/events.ts";
import { record } from "../audit/record.ts";
import { type Queries, run } from "../database/database.ts";
import { revokeTokens } from "../oauth/tokens.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { UserRow } from "../users/record.ts";
import { ownNameIssues } from "./policy.ts";
import { voidReset } from "./voidReset.ts";

/** Puts a new password in the place of the old. Whoever got in with the old one is out. */
export const changePassword = Effect.fnUntraced(function* (
  queries: Queries,
  seconds: number,
  user: UserRow,
  { password, hash }: { readonly password: string; readonly hash: string },
): Effect.fn.Return<void, Refusal<"BadRequest">> {
  const issues = ownNameIssues(password, user);
  if (issues.length > 0) return yield* refuse("BadRequest", issues);
  yield* run(queries.updateTable("users").set({ password_hash: hash }).where("id", "=", user.id));
  yield* voidReset(queries, user.id);
  yield* revokeTokens(queries, user.id);
  const target = userTarget(user.id);
  yield* record(queries, seconds, { event: "password.changed", target, fields: ["password"] });
  yield* record(queries, seconds, { event: "tokens.revoked", target });
});
