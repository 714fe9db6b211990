import { codecs, encodeWire, stringifyJson } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Database, type Queries, run, runOne } from "../../database/database.ts";
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

/** Entries that are read at once. */
const chunk = 1_000;

/** The user's own actions, and those of others on the user: the next ones after an entry, in order. */
const auditAfter = (queries: Queries, userId: number, after: number, last: number) => {
  const next = (column: "user_id" | "target", value: number | string) =>
    queries.selectFrom(
      queries
        .selectFrom("audit_log")
        .select(["id", "at", "event", "user_id", "client_id", "address", "target", "fields"])
        .where(column, "=", value)
        .where("id", ">", after)
        .where("id", "<=", last)
        .orderBy("id")
        .limit(chunk)
        .as("next"),
    );
  return run(
    next("user_id", userId)
      .selectAll()
      .union(next("target", userTarget(userId)).selectAll())
      .orderBy("id")
      .limit(chunk),
  );
};

/** Reads the audit trail in chunks: it grows with each sign-in. Later entries are left out. */
async function* auditTexts({ queries }: Database, userId: number, last: number) {
  let after = 0;
  for (;;) {
    const entries = await Effect.runPromise(auditAfter(queries, userId, after, last));
    for (const { id, fields, ...entry } of entries) {
      const json = stringifyJson({
        ...entry,
        // Another user's address is that user's personal data.
        address: [null, userId].includes(entry.user_id) ? entry.address : null,
        fields: JSON.parse(fields) as unknown,
      });
      yield `${after === 0 ? "" : ",\n"}${json}`;
      after = id;
    }
    if (entries.length < chunk) return;
  }
}

const lastAuditId = (queries: Queries) =>
  Effect.map(
    runOne(queries.selectFrom("audit_log").select(({ fn }) => fn.max("id").as("last"))),
    ({ last }) => last,
  );

/**
 * Collects everything that is stored about a user, except hashes of secrets, as the pieces of a JSON
 * text. The access is recorded in the audit trail.
 */
export const exportUser = Effect.fnUntraced(function* (
  { database, now }: AdministrationServices,
  userId: number,
): Effect.fn.Return<AsyncIterable<string>, ApiError<"UserNotFound">> {
  const { parts, last } = yield* withUser(
    database,
    userId,
    Effect.fnUntraced(function* (queries, row) {
      yield* recordAudit(queries, now(), { event: "user.exported", target: userTarget(userId) });
      return {
        parts: {
          user: encodeWire(codecs.User, userOf(row, yield* tagsOf(queries, userId))),
          account: yield* accountStateOf(queries, row),
          groups: yield* groupsOf(queries, userId),
          sessions: yield* sessionsOf(queries, userId),
          messages: yield* messagesTo(queries, userId),
        },
        last: yield* lastAuditId(queries),
      };
    }),
  );
  const pieces = async function* () {
    yield `${stringifyJson(parts).slice(0, -1)},"audit":[\n`;
    yield* auditTexts(database, userId, last);
    yield "\n]}\n";
  };
  return pieces();
});
