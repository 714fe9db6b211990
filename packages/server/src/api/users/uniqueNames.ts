import * as Effect from "effect/Effect";
import { type Database, advisoryLock, type Queries, runFirst } from "../../database/database.ts";
import { issue } from "../errors/fieldIssues.ts";
import { type ApiError, fail } from "../errors/apiError.ts";

const alreadyTaken = (field: "email" | "username") =>
  fail("UserAlreadyExists", [issue(field, "is taken, by whatever case it is in")]);

/** Says which of the names that must be unique is taken. */
export const duplicateUser = (clash: string) =>
  alreadyTaken(clash.includes("email_key") ? "email" : "username");

interface Names {
  readonly id?: number;
  readonly usernameKey: string;
  readonly emailKey: string;
}

/**
 * Refuses a user name that is somebody else's e-mail address, and the other way round: people sign
 * in with either, and nobody may stand in another's way. To be asked in the writing transaction.
 */
export const requireUniqueNames = Effect.fnUntraced(function* (
  database: Database,
  queries: Queries,
  { id = 0, usernameKey, emailKey }: Names,
): Effect.fn.Return<void, ApiError<"UserAlreadyExists">> {
  // No constraint spans the two columns: whoever is about to take one of the names waits here.
  yield* advisoryLock(database, queries, [usernameKey, emailKey]);
  const others = queries.selectFrom("users").select("id").where("id", "!=", id);
  if ((yield* runFirst(others.where("email_key", "=", usernameKey))) !== undefined) {
    return yield* alreadyTaken("username");
  }
  if ((yield* runFirst(others.where("username_key", "=", emailKey))) !== undefined) {
    return yield* alreadyTaken("email");
  }
});
