import type { Account } from "@knetik-users/core/admin";
import * as Effect from "effect/Effect";
import { userTarget } from "../../audit/auditEvents.ts";
import { type Queries, run, runFirst, runOne } from "../../database/database.ts";
import { lockedUntil } from "../../rate-limits/lockedUntil.ts";
import { accountSubject } from "../../rate-limits/rateLimitSubjects.ts";
import type { Services } from "../context/services.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { tagsOf } from "../repositories/tagRepository.ts";
import { userOf } from "../repositories/userRecord.ts";
import { findUser } from "../repositories/userRepository.ts";
import { userVersion } from "../users/userVersion.ts";

const day = 86_400;

/** The roles of a user in alphabetical order. */
export const rolesOf = (queries: Queries, userId: number) =>
  Effect.map(
    run(
      queries.selectFrom("user_roles").select("role").where("user_id", "=", userId).orderBy("role"),
    ),
    (rows) => rows.map(({ role }) => role),
  );

const lastSignIn = (queries: Queries, userId: number) =>
  Effect.map(
    runFirst(
      queries
        .selectFrom("audit_log")
        .select("at")
        .where("target", "=", userTarget(userId))
        .where("event", "=", "sign_in.succeeded")
        .orderBy("id", "desc")
        .limit(1),
    ),
    (row) => row?.at ?? null,
  );

const failedSignIns = (queries: Queries, userId: number, since: number) =>
  Effect.map(
    runOne(
      queries
        .selectFrom("audit_log")
        .select(({ fn }) => fn.countAll<number>().as("failed"))
        .where("target", "=", userTarget(userId))
        .where("event", "=", "sign_in.failed")
        .where("at", ">", since),
    ),
    ({ failed }) => failed,
  );

/** A field with a time; none if there is no time. */
const dateField = <Name extends string>(name: Name, seconds: number | null) =>
  (seconds === null ? {} : { [name]: new Date(seconds * 1_000) }) as {
    readonly [N in Name]?: Date;
  };

/** Reads the state of a user's account. */
export const readAccount = Effect.fnUntraced(function* (
  { database: { queries }, limits, now }: Pick<Services, "database" | "limits" | "now">,
  userId: number,
): Effect.fn.Return<Account, ApiError<"UserNotFound">> {
  const row = yield* findUser(queries, userId);
  if (row === undefined) return yield* fail("UserNotFound");
  // The user may sign in with either.
  const subjects = [row.username, row.email].map(accountSubject);
  return {
    id: userId,
    ...dateField("disabledDate", row.disabled_at),
    hasPassword: row.password_hash !== null,
    roles: yield* rolesOf(queries, userId),
    ...dateField("lastSignIn", yield* lastSignIn(queries, userId)),
    failedSignIns: yield* failedSignIns(queries, userId, now() - day),
    ...dateField(
      "lockedUntil",
      yield* lockedUntil(queries, limits, "signIn.account", subjects, now()),
    ),
    version: userVersion(userOf(row, yield* tagsOf(queries, userId))),
  };
});
