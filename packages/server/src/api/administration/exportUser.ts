import { codecs, encodeWire } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, run } from "../../database/database.ts";
import type { ApiError } from "../errors/apiError.ts";
import { tagsOf } from "../repositories/tagRepository.ts";
import { type UserRow, userOf } from "../repositories/userRecord.ts";
import { rolesOf } from "./accountState.ts";
import { type AdministrationServices, withUser } from "./userAccount.ts";

/** The state of a user's account, with times as seconds since 1970. */
interface AccountState {
  readonly id: number;
  readonly disabled_date: number | null;
  readonly has_password: boolean;
  readonly roles: ReadonlyArray<string>;
}

const accountStateOf = Effect.fnUntraced(function* (
  queries: Queries,
  { id, disabled_at, password_hash }: Pick<UserRow, "id" | "disabled_at" | "password_hash">,
): Effect.fn.Return<AccountState> {
  return {
    id,
    disabled_date: disabled_at,
    has_password: password_hash !== null,
    roles: yield* rolesOf(queries, id),
  };
});

const groupsOf = (queries: Queries, userId: number) =>
  run(
    queries
      .selectFrom("user_group_members")
      .innerJoin("user_groups", "user_groups.id", "user_group_members.group_id")
      .select(["unique_name", "name"])
      .where("user_id", "=", userId)
      .orderBy("unique_name"),
  );

const sessionsOf = (queries: Queries, userId: number) =>
  run(
    queries
      .selectFrom("refresh_tokens")
      .select(["client_id", "expires_at"])
      .where("user_id", "=", userId)
      .where("used_at", "is", null)
      .orderBy("expires_at"),
  );

const messagesTo = (queries: Queries, userId: number) =>
  run(
    queries
      .selectFrom("outbox")
      .select(["recipient", "subject", "created_at", "sent_at", "failed_at", "failure"])
      .where("user_id", "=", userId)
      .orderBy("id"),
  );

/** The user's own actions, and those of others on the user. */
const auditOf = (queries: Queries, userId: number) =>
  run(
    queries
      .selectFrom("audit_log")
      .select(["at", "event", "user_id", "client_id", "address", "target", "fields"])
      .where((entry) =>
        entry.or([entry("user_id", "=", userId), entry("target", "=", userTarget(userId))]),
      )
      .orderBy("id"),
  );

/** Everything that is stored about a user, except hashes of secrets, as JSON. */
export interface UserExport {
  readonly user: unknown;
  readonly account: AccountState;
  readonly groups: ReadonlyArray<unknown>;
  readonly sessions: ReadonlyArray<unknown>;
  readonly messages: ReadonlyArray<unknown>;
  readonly audit: ReadonlyArray<unknown>;
}

/** Collects everything that is stored about a user. The access is recorded in the audit trail. */
export const exportUser = (
  { database, now }: AdministrationServices,
  userId: number,
): Effect.Effect<UserExport, ApiError<"UserNotFound">> =>
  withUser(
    database,
    userId,
    Effect.fnUntraced(function* (queries, row) {
      yield* recordAudit(queries, now(), { event: "user.exported", target: userTarget(userId) });
      const audit = yield* auditOf(queries, userId);
      return {
        user: encodeWire(codecs.User, userOf(row, yield* tagsOf(queries, userId))),
        account: yield* accountStateOf(queries, row),
        groups: yield* groupsOf(queries, userId),
        sessions: yield* sessionsOf(queries, userId),
        messages: yield* messagesTo(queries, userId),
        audit: audit.map((entry) => ({
          ...entry,
          // Another user's address is that user's personal data.
          address: [null, userId].includes(entry.user_id) ? entry.address : null,
          fields: JSON.parse(entry.fields) as unknown,
        })),
      };
    }),
  );
