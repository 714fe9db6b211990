import * as Effect from "effect/Effect";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, run } from "../../database/database.ts";
import { revokeTokens } from "../repositories/tokenRepository.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import type { UserRow } from "../repositories/userRecord.ts";
import { ownNameIssues } from "./passwordPolicy.ts";
import { voidReset } from "./voidReset.ts";

/** Replaces a password and ends all sessions of the user. */
export const changePassword = Effect.fnUntraced(function* (
  queries: Queries,
  seconds: number,
  user: UserRow,
  { password, hash }: { readonly password: string; readonly hash: string },
): Effect.fn.Return<void, ApiError<"BadRequest">> {
  const issues = ownNameIssues(password, user);
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  yield* run(queries.updateTable("users").set({ password_hash: hash }).where("id", "=", user.id));
  yield* voidReset(queries, user.id);
  yield* revokeTokens(queries, user.id);
  const target = userTarget(user.id);
  yield* recordAudit(queries, seconds, { event: "password.changed", target, fields: ["password"] });
  yield* recordAudit(queries, seconds, { event: "tokens.revoked", target });
});
