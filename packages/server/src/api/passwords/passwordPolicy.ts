import type { FieldIssue } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { searchKey } from "../../database/searchKey.ts";
import { issue } from "../errors/fieldIssues.ts";
import { isCommon } from "./passwordBlocklist.ts";

const shortest = 8;
// Long enough for any passphrase. There is a limit because the cost of hashing grows with the
// length.
const maxLength = 128;

/** Validates a password. The messages do not contain it. */
export const passwordIssues = Effect.fnUntraced(function* (
  password: string | undefined,
): Effect.fn.Return<ReadonlyArray<FieldIssue>> {
  const length = Array.from(password ?? "").length;
  if (password === undefined || length < shortest || length > maxLength) {
    return [issue("password", `must be ${shortest} to ${maxLength} characters`)];
  }
  return (yield* isCommon(password))
    ? [issue("password", "is too common; choose another one")]
    : [];
});

/** Rejects passwords that contain the user's own name, which attackers try first. */
export const ownNameIssues = (
  password: string,
  { username, email }: { readonly username: string; readonly email: string },
): ReadonlyArray<FieldIssue> => {
  const [local = ""] = email.split("@", 1);
  const key = searchKey(password.trim());
  return [username, email, local].some((name) => searchKey(name) === key)
    ? [issue("password", "must not be the user name or e-mail address")]
    : [];
};
