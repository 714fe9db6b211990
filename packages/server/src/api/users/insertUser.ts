import type { UserRegistration } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { type Database, type Queries, runUnlessDuplicate } from "../../database/database.ts";
import { storedSkeleton } from "../../database/names/confusables.ts";
import { emailKey, normalEmail } from "../../database/names/emailAddress.ts";
import { normalUsername, usernameKey } from "../../database/names/username.ts";
import type { ApiError } from "../errors/apiError.ts";
import type { UserRow } from "../repositories/userRecord.ts";
import { replaceTags } from "../repositories/tagRepository.ts";
import { duplicateUser, requireUniqueNames } from "./uniqueNames.ts";
import { columnsOf, displayKey, withoutOwnAddress } from "./userColumns.ts";

interface NewUser {
  readonly registration: UserRegistration;
  /** Null if the user cannot sign in with a password. */
  readonly hash: string | null;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Inserts a validated user with their tags, unless a name is taken. Call it in a transaction. */
export const insertUser = Effect.fnUntraced(function* (
  database: Database,
  queries: Queries,
  { registration, hash, now }: NewUser,
): Effect.fn.Return<UserRow, ApiError<"UserAlreadyExists">> {
  const body = withoutOwnAddress(registration, registration);
  const names = {
    username: body.username,
    usernameKey: usernameKey(body.username),
    emailKey: emailKey(body.email),
    isNewUsername: true,
  };
  yield* requireUniqueNames(database, queries, names);
  const [row] = yield* runUnlessDuplicate(
    database,
    queries
      .insertInto("users")
      .values({
        ...columnsOf(body),
        username: normalUsername(body.username),
        username_key: names.usernameKey,
        username_skeleton: storedSkeleton(body.username),
        email: normalEmail(body.email),
        email_key: names.emailKey,
        display_name_key: displayKey(body.displayName, normalUsername(body.username)),
        password_hash: hash,
        member_since: now,
        last_updated: now,
      })
      .returningAll(),
    duplicateUser,
  );
  if (row === undefined) return yield* Effect.die(new Error("The new user was not returned."));
  yield* replaceTags(queries, row.id, body.tags ?? []);
  return row;
});
