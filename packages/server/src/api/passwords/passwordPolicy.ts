import type { FieldIssue } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { searchKey } from "../../database/searchKey.ts";
import { issue } from "../errors/fieldIssues.ts";
import { isCommon } from "./passwordBlocklist.ts";

const shortest = 8;
// Long enough for any pass phrase; a limit at all, since hashing costs by length.
const maxLength = 128;

/** What is wrong with a password, if anything. Says nothing of the password itself. */
export const passwordIssues = Effect.fnUntraced(function* (
  password: string | undefined,
): Effect.fn.Return<ReadonlyArray<FieldIssue>> {
  const length = Array.from(password ?? "").length;
  if (password === undefined || length < shortest || length > maxLength) {
    return [issue("password", `must be ${shortest} to ${maxLength} characters`)];
  }
  return (yield* isCommon(password))
    ? [issue("password", "is one of those that are guessed first; choose another")]
    : [];
});

/** What is wrong with a password for this user: whoever guesses begins with the name. */
export const ownNameIssues = (
  password: string,
  { username, email }: { readonly username: string; readonly email: string },
): ReadonlyArray<FieldIssue> => {
  const [local = ""] = email.split("@", 1);
  const key = searchKey(password.trim());
  return [username, email, local].some((name) => searchKey(name) === key)
    ? [issue("password", "must not be the user name or the e-mail address")]
    : [];
};
