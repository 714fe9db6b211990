import {
  codecs,
  decodeWire,
  type FieldIssue,
  parseJson,
  type UserRegistration,
} from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import {
  advisoryLock,
  type Database,
  type Queries,
  runFirst,
  transaction,
} from "../../database/database.ts";
import { emailKey } from "../../database/names/emailAddress.ts";
import { usernameKey } from "../../database/names/username.ts";
import { issue } from "../errors/fieldIssues.ts";
import { inexactNumberIssues } from "../json/exactNumbers.ts";
import { storableIssues } from "../json/storable.ts";
import { parseForeignHash } from "../password-hashing/foreignHash.ts";
import { tagIssues } from "../tags/tagLimit.ts";
import { insertUser } from "../users/insertUser.ts";
import { displayIssues, nameIssues, propertyIssues, textIssues } from "../users/validateUser.ts";
import type { AdministrationServices } from "./userAccount.ts";

/** A user from another system: the fields of a registration, and a hash in place of a password. */
interface ImportedUser {
  readonly registration: UserRegistration;
  readonly hash: string | null;
}

type Issues = ReadonlyArray<FieldIssue>;

const formats = "must be a bcrypt, PBKDF2, scrypt or argon2 hash of a usual cost";

/** Reads a user from JSON with wire names and `password_hash`. */
const readUser = (json: unknown): Result.Result<ImportedUser, Issues> => {
  if (typeof json !== "object" || json === null)
    return Result.fail([issue("", "is not an object")]);
  const { password_hash: hash = null, ...fields } = json as Record<string, unknown>;
  if ("password" in fields) {
    return Result.fail([issue("password", "is not imported; use password_hash")]);
  }
  if (hash !== null && (typeof hash !== "string" || parseForeignHash(hash) === undefined)) {
    return Result.fail([issue("password_hash", formats)]);
  }
  return Result.map(decodeWire(codecs.UserRegistration, fields), (registration) => ({
    registration,
    hash,
  }));
};

/** A violated constraint would end the transaction, so the names are locked and looked up before. */
const takenIssues = Effect.fnUntraced(function* (
  database: Database,
  queries: Queries,
  { username, email }: UserRegistration,
): Effect.fn.Return<Issues> {
  yield* advisoryLock(database, queries, [usernameKey(username), emailKey(email)]);
  const users = queries.selectFrom("users").select("id");
  const byName = yield* runFirst(users.where("username_key", "=", usernameKey(username)));
  const byEmail = yield* runFirst(users.where("email_key", "=", emailKey(email)));
  return [
    ...(byName === undefined ? [] : [issue("username", "is already taken")]),
    ...(byEmail === undefined ? [] : [issue("email", "is already taken")]),
  ];
});

const importUser = Effect.fnUntraced(function* (
  { database, now }: AdministrationServices,
  queries: Queries,
  { registration, hash }: ImportedUser,
): Effect.fn.Return<Issues> {
  const { template, additionalProperties, tags = [] } = registration;
  const issues = [
    ...textIssues(registration),
    ...nameIssues(registration),
    ...displayIssues(registration),
    ...tagIssues(tags),
    ...(yield* propertyIssues(queries, template, additionalProperties)),
    ...(yield* takenIssues(database, queries, registration)),
  ];
  if (issues.length > 0) return issues;
  const inserted = yield* Effect.result(
    insertUser(database, queries, { registration, hash, now: now() }),
  );
  if (Result.isFailure(inserted)) return inserted.failure.issues;
  const target = userTarget(inserted.success.id);
  yield* recordAudit(queries, now(), { event: "user.imported", target });
  return [];
});

/** A line that was not imported. */
export interface RejectedLine {
  readonly line: number;
  readonly issues: Issues;
}

/**
 * Lines per transaction. Each user locks up to three names, and PostgreSQL
 * has room for some thousand locks.
 */
export const linesPerTransaction = 200;

const parseLine = (text: string): Result.Result<ImportedUser, Issues> => {
  let json: unknown;
  try {
    json = parseJson(text);
  } catch {
    return Result.fail([issue("", "is not JSON")]);
  }
  const issues = [...inexactNumberIssues(text), ...storableIssues(json)];
  return issues.length > 0 ? Result.fail(issues) : readUser(json);
};

/**
 * Imports users from lines of JSON, in one transaction. Invalid lines are skipped.
 *
 * @param first - Number of the first line, for the result.
 */
export const importLines = (
  services: AdministrationServices,
  lines: ReadonlyArray<string>,
  first: number,
): Effect.Effect<ReadonlyArray<RejectedLine>> =>
  transaction(
    services.database,
    Effect.fnUntraced(function* (queries) {
      const rejected: Array<RejectedLine> = [];
      for (const [index, text] of lines.entries()) {
        const parsed = parseLine(text);
        const issues = Result.isFailure(parsed)
          ? parsed.failure
          : yield* importUser(services, queries, parsed.success);
        if (issues.length > 0) rejected.push({ line: first + index, issues });
      }
      return rejected;
    }),
  );
