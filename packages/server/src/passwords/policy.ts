import type { FieldIssue } from "@knetik-users/core/effect";

const shortest = 8;
// Long enough for any pass phrase; a limit at all, since hashing costs by length.
const longest = 128;

/** What is wrong with a password, if anything. Says nothing of the password itself. */
export const passwordIssues = (password: string | undefined): ReadonlyArray<FieldIssue> => {
  const length = Array.from(password ?? "").length;
  return password !== undefined && length >= shortest && length <= longest
    ? []
    : [{ field: "password", message: `must be ${shortest} to ${longest} characters` }];
};
