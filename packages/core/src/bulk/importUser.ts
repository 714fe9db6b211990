import type { UsersClient } from "../client/usersClient.ts";
import { codecs } from "../compiled/allCodecs.ts";
import { encodeWire } from "../codec/response.ts";
import type { FieldIssue } from "../errors/details.ts";
import { isUsersError, type UsersError } from "../errors/unions.ts";
import { toSnakeCase } from "../models/fieldNames.ts";
import type { User } from "../models/user.ts";
import type { WireRecord } from "./cells.ts";
import { changesOf } from "./changes.ts";
import { findUser, type NameField } from "./findUser.ts";
import { type ImportRow, requireUpdate } from "./importRow.ts";
import type { Patience } from "./patience.ts";
import type { KeyField } from "./rowReader.ts";

/** What has become of a row. */
export type RowResult = "created" | "updated" | "unchanged" | "failed";

export interface Importer {
  readonly client: UsersClient;
  readonly key: KeyField;
  readonly patience: Patience;
}

/** The action that a row needs. */
export type Decision =
  | { readonly action: "create" }
  | { readonly action: "update"; readonly id: number; readonly changes: WireRecord }
  | { readonly action: "unchanged"; readonly id: number }
  | { readonly action: "conflict"; readonly reason: string; readonly cause: FailureCause };

/** Why a row cannot be imported, for messages in other languages. */
export type FailureCause =
  /** There is no user with this id, and the API chooses the ids of new users. */
  | { readonly kind: "no-user"; readonly id: number }
  /** A new user needs more fields than the row has. */
  | { readonly kind: "not-registrable"; readonly issues: ReadonlyArray<FieldIssue> }
  /** The name belongs to another user. */
  | { readonly kind: "taken"; readonly field: NameField; readonly by: number }
  /** The user name or the e-mail address belongs to another user. */
  | { readonly kind: "exists" }
  | { readonly kind: "error"; readonly error: UsersError };

const conflict = (reason: string, cause: FailureCause): Decision => ({
  action: "conflict",
  reason,
  cause,
});

const nameOf = ({ record }: ImportRow, field: NameField): string => {
  const name = record[field];
  return typeof name === "string" ? name : "";
};

/** Finds the user that a row is about, with all fields. A row without an id is matched by user name. */
const findExisting = async (
  { client, key, patience }: Importer,
  row: ImportRow,
): Promise<User | undefined> => {
  const field = key === "id" ? "username" : key;
  const id =
    key === "id" && row.id !== undefined
      ? row.id
      : (await patience.repeat(() => findUser(client, field, nameOf(row, field))))?.id;
  if (id === undefined) return undefined;
  const found = await patience.repeat(async () => {
    const result = await client.result.getUser(id);
    if (!result.ok && result.error._tag !== "UserNotFound") throw result.error;
    return result;
  });
  return found.value;
};

const decideOnUser = (row: ImportRow, user: User): Decision => {
  const changes = changesOf(row.record, encodeWire(codecs.User, user) as WireRecord);
  return Object.keys(changes).length === 0
    ? { action: "unchanged", id: user.id }
    : { action: "update", id: user.id, changes };
};

/** Decides what to do with a row. */
export const decide = async (importer: Importer, row: ImportRow): Promise<Decision> => {
  const user = await findExisting(importer, row);
  if (user !== undefined) return decideOnUser(row, user);
  if (importer.key === "id" && row.id !== undefined) {
    return conflict(`There is no user ${row.id}, and the API chooses the ids of new users.`, {
      kind: "no-user",
      id: row.id,
    });
  }
  const registration = row.registration();
  if (registration.ok) return { action: "create" };
  const missing = registration.issues.map(({ field, message }) => `${field} ${message}`);
  return conflict(`A new user is needed, but ${missing.join(", ")}.`, {
    kind: "not-registrable",
    issues: registration.issues,
  });
};

/** Finds names that other users already have, which the API would reject. For a plan. */
export const findTakenNames = async (
  { client, key, patience }: Importer,
  row: ImportRow,
  decision: Decision,
): Promise<Decision> => {
  if (decision.action !== "create" && decision.action !== "update") return decision;
  const written = decision.action === "create" ? row.record : decision.changes;
  const own = decision.action === "update" ? decision.id : undefined;
  for (const field of ["username", "email"] as const) {
    const name = written[field];
    if (field === key || typeof name !== "string") continue;
    const other = await patience.repeat(() => findUser(client, field, name));
    if (other !== undefined && other.id !== own) {
      const cause = { kind: "taken", field, by: other.id } as const;
      return conflict(`The ${field} belongs to user ${other.id}.`, cause);
    }
  }
  return decision;
};

/** The result of a row. */
export interface RowOutcome {
  readonly state: RowResult;
  /** Of a failure, in English. */
  readonly reason?: string;
  readonly cause?: FailureCause;
}

const failed = (reason: string, cause: FailureCause): RowOutcome => ({
  state: "failed",
  reason,
  cause,
});

/** Failures of a single row. Others concern the whole import, such as a token that was revoked. */
const isRowFailure = ({ _tag: tag }: UsersError): boolean =>
  tag === "BadRequest" ||
  tag === "InvalidInput" ||
  tag === "UserAlreadyExists" ||
  tag === "UserNotFound";

const problemsOf = ({ issues }: UsersError): ReadonlyArray<string> =>
  issues.map(({ field, message }) =>
    field === "" ? message : `${field.split(".").map(toSnakeCase).join(".")}: ${message}`,
  );

const failedBy = (error: UsersError): RowOutcome =>
  failed(error.issues.length === 0 ? error.message : problemsOf(error).join("; "), {
    kind: "error",
    error,
  });

/** The outcome of a row that failed for good; throws what concerns the whole import. */
const rowFailure = ({ patience }: Importer, error: unknown): RowOutcome => {
  if (!isUsersError(error)) throw error;
  // The API works for other rows, so this one is the reason.
  const isStuck = error.retryable && patience.isAvailable();
  if (isStuck || isRowFailure(error)) return failedBy(error);
  throw error;
};

/** Checks for a failure after which the API may have processed the request. */
const mayHaveArrived = (error: UsersError): boolean =>
  error.attempts > 0 &&
  error._tag !== "RateLimited" &&
  error._tag !== "TokenFailure" &&
  error._tag !== "Unauthorized" &&
  error._tag !== "Forbidden" &&
  !(error._tag === "ConnectionFailed" && error.reached === "no");

export interface Attempt {
  /** The registration was sent before, and its result is not known. */
  readonly inDoubt: boolean;
  /** Registers without a look-up, which the API answers with 409 if the user exists. */
  readonly expectNew: boolean;
  /** Notes on disk that the registration is about to be sent. */
  readonly beforeSending: () => Promise<void>;
}

const maxUnclearAnswers = 3;

/**
 * Imports a row. A registration whose result is not known, because the connection or this process ended,
 * is only sent again after the API has said that the user does not exist.
 */
const importUser = async (
  importer: Importer,
  row: ImportRow,
  attempt: Attempt,
): Promise<RowOutcome> => {
  const { client, patience } = importer;
  let { inDoubt } = attempt;
  let isKnownToExist = false;
  const mayGuess = attempt.expectNew && !inDoubt && row.id === undefined && row.registration().ok;
  let decision: Decision = mayGuess ? { action: "create" } : await decide(importer, row);
  const waits = patience.start();
  for (let failures = 1; ; failures += 1) {
    if (decision.action === "conflict") return failed(decision.reason, decision.cause);
    if (decision.action === "unchanged") return { state: inDoubt ? "created" : "unchanged" };
    if (decision.action === "update") {
      const { id, changes } = decision;
      await patience.repeat(() => client.updateUser(id, requireUpdate(changes)));
      return { state: inDoubt ? "created" : "updated" };
    }
    const registration = row.registration();
    if (isKnownToExist || !registration.ok)
      return failed("The user name or e-mail address is taken.", { kind: "exists" });
    await attempt.beforeSending();
    try {
      await client.registerUser(registration.input);
      patience.succeeded();
      return { state: "created" };
    } catch (error) {
      if (!isUsersError(error)) throw error;
      if (error._tag === "UserAlreadyExists") {
        patience.succeeded();
        // By an earlier attempt, or by others.
        if (!inDoubt && !mayGuess) return failedBy(error);
        isKnownToExist = true;
      } else if (mayHaveArrived(error) && !isRowFailure(error)) inDoubt = true;
      else if (!error.retryable) throw error;
      if (error.retryable) await waits.afterFailure(error);
      else if (failures >= maxUnclearAnswers) throw error;
      decision = await decide(importer, row);
    }
  }
};

/** The outcome of a row: as {@link importUser}, with failures of the row alone as values. */
export const tryImportUser = async (
  importer: Importer,
  row: ImportRow,
  attempt: Attempt,
): Promise<RowOutcome> => {
  try {
    return await importUser(importer, row, attempt);
  } catch (error) {
    return rowFailure(importer, error);
  }
};
