import { randomBytes } from "node:crypto";
import * as Effect from "effect/Effect";
import type { Updateable } from "kysely";
import { userTarget } from "../../audit/auditEvents.ts";
import { eraseAddressesOf, recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, run } from "../../database/database.ts";
import { storedSkeleton } from "../../database/names/confusables.ts";
import { emailKey } from "../../database/names/emailAddress.ts";
import { usernameKey } from "../../database/names/username.ts";
import type { UsersTable } from "../../database/tables.ts";
import type { ApiError } from "../errors/apiError.ts";
import { displayKey } from "../users/userColumns.ts";
import { type AdministrationServices, endAccess, requireOther, withUser } from "./userAccount.ts";

/** Deletes a user with everything that belongs to it. The audit trail keeps the id, which is not reused. */
export const deleteUser = Effect.fnUntraced(function* (
  { database, now }: AdministrationServices,
  userId: number,
): Effect.fn.Return<void, ApiError<"BadRequest" | "UserNotFound">> {
  yield* requireOther(userId);
  yield* withUser(
    database,
    userId,
    Effect.fnUntraced(function* (queries) {
      // Tags, roles, groups, tokens, resets and messages are deleted with their user.
      yield* run(queries.deleteFrom("users").where("id", "=", userId));
      yield* eraseAddressesOf(queries, userId);
      yield* recordAudit(queries, now(), { event: "user.deleted", target: userTarget(userId) });
    }),
  );
});

/** Every column that is not listed below describes the person. */
type Impersonal = "id" | "member_since" | "last_updated" | "disabled_at";
type Personal = { readonly [Name in Exclude<keyof UsersTable, Impersonal>]-?: unknown };

/** Columns without a trace of the person. Forgetting a new column is a compile error. */
const anonymousColumns = (userId: number) => {
  // Random, so that no other user has it.
  const username = `anonymous-${userId}-${randomBytes(4).toString("hex")}`;
  // A domain that never exists (RFC 2606).
  const email = `${username}@anonymous.invalid`;
  return {
    username,
    username_key: usernameKey(username),
    username_skeleton: storedSkeleton(username),
    email,
    email_key: emailKey(email),
    display_name: null,
    display_name_key: displayKey(null, username),
    password_hash: null,
    avatar_url: null,
    fullname: null,
    fullname_key: null,
    first_name: null,
    first_name_key: null,
    last_name: null,
    last_name_key: null,
    description: null,
    gender: null,
    date_of_birth: null,
    mobile_number: null,
    address: null,
    address2: null,
    city: null,
    state: null,
    postal_code: null,
    country_code: null,
    currency_code: null,
    language_code: null,
    timezone_code: null,
    template_id: null,
    additional_properties: null,
    last_activity: null,
    username_plain: null,
    email_plain: null,
    display_name_plain: null,
    fullname_plain: null,
    first_name_plain: null,
    last_name_plain: null,
  } satisfies Personal & Updateable<UsersTable>;
};

const removeBelongings = Effect.fnUntraced(function* (queries: Queries, userId: number) {
  for (const table of ["user_tags", "user_roles", "user_group_members", "outbox"] as const) {
    yield* run(queries.deleteFrom(table).where("user_id", "=", userId));
  }
});

/**
 * Erases what is known about a person and keeps the user's id, for data elsewhere that refers to it.
 * The user cannot sign in any more. It cannot be undone.
 */
export const anonymizeUser = Effect.fnUntraced(function* (
  { database, now }: AdministrationServices,
  userId: number,
): Effect.fn.Return<void, ApiError<"BadRequest" | "UserNotFound">> {
  yield* requireOther(userId);
  yield* withUser(
    database,
    userId,
    Effect.fnUntraced(function* (queries) {
      yield* endAccess(queries, userId);
      yield* removeBelongings(queries, userId);
      const columns = { ...anonymousColumns(userId), disabled_at: now(), last_updated: now() };
      yield* run(queries.updateTable("users").set(columns).where("id", "=", userId));
      yield* eraseAddressesOf(queries, userId);
      yield* recordAudit(queries, now(), { event: "user.anonymized", target: userTarget(userId) });
    }),
  );
});
