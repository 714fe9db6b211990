import type { FieldIssue } from "@knetik-users/core/effect";

/** What is wrong with one field, under its wire name. */
export const issue = (field: string, message: string): FieldIssue => ({ field, message });

/** As many as anybody reads. A body of 1 MiB can hold a hundred thousand mistakes. */
export const maxIssues = 100;
const maxBytes = 32_768;
const maxTextLength = 300;
const maxNameLength = 100;

const truncate = (text: string, longest: number) =>
  text.length <= longest ? text : `${text.slice(0, longest).replace(/\p{Surrogate}$/u, "")}…`;

/**
 * A path as a field's name. Names are whatever was sent: a long one would be repeated for all that
 * is wrong below it.
 */
export const fieldAt = (path: ReadonlyArray<string>): string =>
  path.map((name) => truncate(name, maxNameLength)).join(".");

/** What is shown of the issues: an answer stays short, whatever was sent. */
export const shownIssues = (issues: ReadonlyArray<FieldIssue>): ReadonlyArray<FieldIssue> => {
  const shown: Array<FieldIssue> = [];
  let room = maxBytes;
  // One more than the most is shown as well: it takes no more space than to say that it is there.
  for (const { field, message } of issues.slice(0, maxIssues + 1)) {
    const one = issue(truncate(field, maxTextLength), truncate(message, maxTextLength));
    room -= Buffer.byteLength(JSON.stringify(one));
    if (room < 0) break;
    shown.push(one);
  }
  if (shown.length === issues.length) return shown;
  const first = shown.slice(0, maxIssues);
  return [...first, issue("", `And at least ${issues.length - first.length} more.`)];
};
