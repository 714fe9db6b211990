import type { UserUpdate } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { isUsersAdmin } from "../access/callerAccess.ts";
import type { Caller } from "../../call-context/caller.ts";
import { changedNames } from "../../audit/changedNames.ts";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, runUnlessDuplicate, transaction } from "../../database/database.ts";
import { issue } from "../errors/fieldIssues.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { voidReset } from "../passwords/voidReset.ts";
import { readProperties } from "../properties/json.ts";
import type { Services } from "../context/services.ts";
import { tagIssues } from "../tags/tagLimit.ts";
import { replaceTags, tagsOf } from "../repositories/tagRepository.ts";
import { requireUniqueNames, duplicateUser } from "./uniqueNames.ts";
import { columnsOf, displayKey } from "./userColumns.ts";
import type { UserRow } from "../repositories/userRecord.ts";
import { lockUser } from "../repositories/userRepository.ts";
import { textIssues, propertyIssues } from "./validateUser.ts";

/** A field that the update leaves out is what it was; `null` is nothing. */
const merged = <A>(update: A | null | undefined, stored: A | null) =>
  update === undefined ? stored : update;

/**
 * Where there is no display name the user name is shown. Who reads a user and sends it back whole
 * did not choose it: stored, it would stay when the user name changes.
 */
const withoutShownName = (update: UserUpdate, row: UserRow): UserUpdate =>
  row.display_name === null && update.displayName === row.username
    ? { ...update, displayName: undefined }
    : update;

/**
 * Whether the tags were changed. Only a USERS_ADMIN may: others send theirs back with the whole
 * user, as they are.
 */
const updateTags = Effect.fnUntraced(function* (
  queries: Queries,
  userId: number,
  tags: ReadonlyArray<string> | null | undefined,
  caller: Caller,
): Effect.fn.Return<boolean, ApiError<"Forbidden">> {
  if (tags === undefined) return false;
  const wanted = new Set(tags);
  const present = new Set(yield* tagsOf(queries, userId));
  if (wanted.size === present.size && [...wanted].every((tag) => present.has(tag))) return false;
  if (!isUsersAdmin(caller)) {
    return yield* fail("Forbidden", [issue("tags", "may be changed by USERS_ADMIN only")]);
  }
  yield* replaceTags(queries, userId, [...wanted]);
  return true;
});

/** The template and the properties belong together: a change of one is checked with the other. */
const mergedPropertyIssues = (queries: Queries, row: UserRow, body: UserUpdate) => {
  if (body.template === undefined && body.additionalProperties === undefined) {
    return Effect.succeed([]);
  }
  const stored = row.additional_properties;
  return propertyIssues(
    queries,
    merged(body.template, row.template_id),
    merged(body.additionalProperties, stored === null ? null : readProperties(stored)),
  );
};

/** Updates a user: fields left out stay, `null` clears. */
export const updateUser = Effect.fnUntraced(function* (
  { database, now }: Services,
  userId: number,
  update: UserUpdate,
  caller: Caller,
): Effect.fn.Return<
  void,
  ApiError<"BadRequest" | "Forbidden" | "UserNotFound" | "UserAlreadyExists">
> {
  // Before the transaction, in which others wait.
  const wrong = [...textIssues(update), ...tagIssues(update.tags ?? [])];
  if (wrong.length > 0) return yield* fail("BadRequest", wrong);
  return yield* transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      const row = yield* lockUser(queries, userId);
      if (row === undefined) return yield* fail("UserNotFound");
      const body = withoutShownName(update, row);
      const issues = yield* mergedPropertyIssues(queries, row, body);
      if (issues.length > 0) return yield* fail("BadRequest", issues);
      const hasNewTags = yield* updateTags(queries, userId, body.tags, caller);
      const columns = columnsOf(body);
      yield* requireUniqueNames(database, queries, {
        id: userId,
        usernameKey: columns.username_key ?? row.username_key,
        emailKey: columns.email_key ?? row.email_key,
      });
      const display = displayKey(
        merged(body.displayName, row.display_name),
        body.username ?? row.username,
      );
      yield* runUnlessDuplicate(
        database,
        queries
          .updateTable("users")
          .set({ ...columns, display_name_key: display, last_updated: now() })
          .where("id", "=", userId),
        duplicateUser,
      );
      if (columns.email_key !== undefined && columns.email_key !== row.email_key) {
        // A secret that went to the old address is of no more use.
        yield* voidReset(queries, userId);
      }
      const fields = [...changedNames(columns, row), ...(hasNewTags ? ["tags"] : [])];
      yield* recordAudit(queries, now(), {
        event: "user.updated",
        target: userTarget(userId),
        fields,
      });
    }),
  );
});
