import type { UserUpdate } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { isUsersAdmin, requireEnabled } from "../access/callerAccess.ts";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { changedNames } from "../../audit/changedNames.ts";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, runUnlessDuplicate, transaction } from "../../database/database.ts";
import { issue } from "../errors/fieldIssues.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { PreconditionFailed } from "../errors/preconditionFailed.ts";
import { voidReset } from "../passwords/voidReset.ts";
import { readProperties } from "../properties/json.ts";
import type { Services } from "../context/services.ts";
import { tagIssues } from "../tags/tagLimit.ts";
import { replaceTags, tagsOf } from "../repositories/tagRepository.ts";
import { requireUniqueNames, duplicateUser } from "./uniqueNames.ts";
import { columnsOf, displayKey, withoutOwnAddress } from "./userColumns.ts";
import { type UserRow, userOf } from "../repositories/userRecord.ts";
import { lockUser } from "../repositories/userRepository.ts";
import { matchesVersion, userVersion } from "./userVersion.ts";
import { displayIssues, nameIssues, propertyIssues, textIssues } from "./validateUser.ts";

/** The value after the update: omitted fields keep theirs, `null` clears. */
const merged = <A>(update: A | null | undefined, stored: A | null) =>
  update === undefined ? stored : update;

/**
 * Without a display name the user name is shown. If a client sends that back, it must not be
 * stored: it would stay when the user name changes.
 */
const withoutShownName = (update: UserUpdate, row: UserRow): UserUpdate =>
  row.display_name === null && update.displayName === row.username
    ? { ...update, displayName: undefined }
    : withoutOwnAddress(update, {
        username: update.username ?? row.username,
        email: update.email ?? row.email,
      });

/**
 * Names that are sent back unchanged are kept as they are stored. Those of an older user may have a
 * normal form that belongs to another one.
 */
const withoutStoredNames = (update: UserUpdate, row: UserRow): UserUpdate => ({
  ...update,
  username: update.username === row.username ? undefined : update.username,
  email: update.email === row.email ? undefined : update.email,
});

/**
 * Updates the tags and returns whether they changed. Only a USERS_ADMIN may change them; others may
 * send theirs back unchanged.
 */
const updateTags = Effect.fnUntraced(function* (
  queries: Queries,
  userId: number,
  tags: ReadonlyArray<string> | null | undefined,
): Effect.fn.Return<boolean, ApiError<"Forbidden">> {
  if (tags === undefined) return false;
  const wanted = new Set(tags);
  const present = new Set(yield* tagsOf(queries, userId));
  if (wanted.size === present.size && [...wanted].every((tag) => present.has(tag))) return false;
  const { caller } = yield* CurrentCall;
  if (!isUsersAdmin(caller)) {
    return yield* fail("Forbidden", [issue("tags", "can only be changed by a USERS_ADMIN")]);
  }
  yield* replaceTags(queries, userId, [...wanted]);
  return true;
});

/** Validates template and properties together, because a change of one affects the other. */
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

/** Fails if the user is not the one that the caller has read, according to `If-Match`. */
const requireVersion = Effect.fnUntraced(function* (
  queries: Queries,
  row: UserRow,
): Effect.fn.Return<void, PreconditionFailed> {
  const { ifMatch } = yield* CurrentCall;
  if (ifMatch === undefined) return;
  const version = userVersion(userOf(row, yield* tagsOf(queries, row.id)));
  if (!matchesVersion(ifMatch, version)) return yield* new PreconditionFailed();
});

/** Updates a user. Omitted fields keep their values, `null` clears a field. */
export const updateUser = Effect.fnUntraced(function* (
  { database, now }: Services,
  userId: number,
  update: UserUpdate,
): Effect.fn.Return<
  void,
  | PreconditionFailed
  | ApiError<"BadRequest" | "Unauthorized" | "Forbidden" | "UserNotFound" | "UserAlreadyExists">
> {
  const { caller } = yield* CurrentCall;
  // Done before the transaction, in which others wait.
  const wrong = [...textIssues(update), ...tagIssues(update.tags ?? [])];
  if (wrong.length > 0) return yield* fail("BadRequest", wrong);
  return yield* transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      const row = yield* lockUser(queries, userId);
      if (row === undefined) return yield* fail("UserNotFound");
      yield* requireEnabled(caller, row);
      yield* requireVersion(queries, row);
      const body = withoutStoredNames(withoutShownName(update, row), row);
      const issues = [
        ...nameIssues(body, row),
        ...displayIssues(body, {
          displayName: row.display_name,
          fullname: row.fullname,
          firstName: row.first_name,
          lastName: row.last_name,
        }),
        ...(yield* mergedPropertyIssues(queries, row, body)),
      ];
      if (issues.length > 0) return yield* fail("BadRequest", issues);
      const hasNewTags = yield* updateTags(queries, userId, body.tags);
      const columns = columnsOf(body);
      yield* requireUniqueNames(database, queries, {
        id: userId,
        username: columns.username ?? row.username,
        usernameKey: columns.username_key ?? row.username_key,
        emailKey: columns.email_key ?? row.email_key,
        isNewUsername: body.username !== undefined && body.username !== row.username,
      });
      const display = displayKey(
        merged(body.displayName, row.display_name),
        columns.username ?? row.username,
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
        // Invalidates a secret that was sent to the old address.
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
