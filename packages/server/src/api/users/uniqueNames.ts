import * as Effect from "effect/Effect";
import { type Database, advisoryLock, type Queries, runFirst } from "../../database/database.ts";
import {
  confusableSkeletons,
  looksLikeWithinAscii,
  skeletonLock,
} from "../../database/names/confusables.ts";
import { issue } from "../errors/fieldIssues.ts";
import { type ApiError, fail } from "../errors/apiError.ts";

const alreadyTaken = (field: "email" | "username") =>
  fail("UserAlreadyExists", [issue(field, "is already taken (case-insensitive)")]);

const looksTaken = () =>
  fail("UserAlreadyExists", [issue("username", "looks like a user name that is already taken")]);

/** The error that names which unique field is already taken. */
export const duplicateUser = (clash: string) =>
  alreadyTaken(clash.includes("email_key") ? "email" : "username");

interface Names {
  readonly id?: number;
  readonly username: string;
  readonly usernameKey: string;
  readonly emailKey: string;
  /** `false` if the user already has this user name. */
  readonly isNewUsername: boolean;
}

/**
 * Rejects a user name that is another user's e-mail address, and vice versa, because both are used
 * to sign in. Rejects a new user name that looks like another one. Call it in the writing
 * transaction.
 */
export const requireUniqueNames = Effect.fnUntraced(function* (
  database: Database,
  queries: Queries,
  { id = 0, username, usernameKey, emailKey, isNewUsername }: Names,
): Effect.fn.Return<void, ApiError<"UserAlreadyExists">> {
  // No constraint spans the two columns, so a lock serializes writers of the same names.
  yield* advisoryLock(database, queries, [usernameKey, emailKey, skeletonLock(username)]);
  const others = queries.selectFrom("users").select("id").where("id", "!=", id);
  if ((yield* runFirst(others.where("email_key", "=", usernameKey))) !== undefined) {
    return yield* alreadyTaken("username");
  }
  if ((yield* runFirst(others.where("username_key", "=", emailKey))) !== undefined) {
    return yield* alreadyTaken("email");
  }
  if (!isNewUsername) return;
  const alike = others
    .where((user) =>
      user.or([
        user("username_skeleton", "in", confusableSkeletons(username)),
        looksLikeWithinAscii(username),
      ]),
    )
    // Reported as taken, not as alike.
    .where("username_key", "!=", usernameKey);
  if ((yield* runFirst(alike)) !== undefined) return yield* looksTaken();
});
