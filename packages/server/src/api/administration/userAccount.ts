import * as Effect from "effect/Effect";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Database, type Queries, run, transaction } from "../../database/database.ts";
import { issue } from "../errors/fieldIssues.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import type { Services } from "../context/services.ts";
import { voidReset } from "../passwords/voidReset.ts";
import { revokeTokens } from "../repositories/tokenRepository.ts";
import type { UserRow } from "../repositories/userRecord.ts";
import { lockUser } from "../repositories/userRepository.ts";

export type AdministrationServices = Pick<Services, "database" | "now">;

/** Administrators who lock themselves out could not undo it. */
export const requireOther = Effect.fnUntraced(function* (
  userId: number,
): Effect.fn.Return<void, ApiError<"BadRequest">> {
  const { caller } = yield* CurrentCall;
  if (caller.userId === userId) {
    return yield* fail("BadRequest", [issue("id", "must not be your own user")]);
  }
});

/** Runs `use` in a transaction that has locked the user. */
export const withUser = <A, E>(
  database: Database,
  userId: number,
  use: (queries: Queries, user: UserRow) => Effect.Effect<A, E>,
): Effect.Effect<A, E | ApiError<"UserNotFound">> =>
  transaction(
    database,
    Effect.fnUntraced(function* (queries): Effect.fn.Return<A, E | ApiError<"UserNotFound">> {
      const user = yield* lockUser(queries, userId);
      if (user === undefined) return yield* fail("UserNotFound");
      return yield* use(queries, user);
    }),
  );

/** Ends all sessions and makes a pending reset secret invalid. */
export const endAccess = Effect.fnUntraced(function* (queries: Queries, userId: number) {
  yield* revokeTokens(queries, userId);
  yield* voidReset(queries, userId);
});

/** Keeps a user from signing in, and ends the sessions. Repeating it changes nothing. */
export const disableUser = Effect.fnUntraced(function* (
  { database, now }: AdministrationServices,
  userId: number,
): Effect.fn.Return<void, ApiError<"BadRequest" | "UserNotFound">> {
  yield* requireOther(userId);
  yield* withUser(
    database,
    userId,
    Effect.fnUntraced(function* (queries, user) {
      yield* endAccess(queries, userId);
      if (user.disabled_at !== null) return;
      const disabled = { disabled_at: now() };
      yield* run(queries.updateTable("users").set(disabled).where("id", "=", userId));
      yield* recordAudit(queries, now(), { event: "user.disabled", target: userTarget(userId) });
    }),
  );
});

/** Lets a disabled user sign in again. */
export const enableUser = (
  { database, now }: AdministrationServices,
  userId: number,
): Effect.Effect<void, ApiError<"UserNotFound">> =>
  withUser(
    database,
    userId,
    Effect.fnUntraced(function* (queries, user) {
      if (user.disabled_at === null) return;
      const enabled = { disabled_at: null };
      yield* run(queries.updateTable("users").set(enabled).where("id", "=", userId));
      yield* recordAudit(queries, now(), { event: "user.enabled", target: userTarget(userId) });
    }),
  );
