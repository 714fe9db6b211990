import type { FieldIssue } from "@knetik-users/core/effect";

/** A problem with one field, under its wire name. */
export const issue = (field: string, message: string): FieldIssue => ({ field, message });

/** Maximum number of issues in a response. A body of 1 MiB can cause a hundred thousand. */
export const maxIssues = 100;
const maxBytes = 32_768;
const maxTextLength = 300;
const maxNameLength = 100;

const truncate = (text: string, longest: number) =>
  text.length <= longest ? text : `${text.slice(0, longest).replace(/\p{Surrogate}$/u, "")}…`;

/**
 * A path as a field name. Sent names can be long and would be repeated in every issue below them.
 */
export const fieldAt = (path: ReadonlyArray<string>): string =>
  path.map((name) => truncate(name, maxNameLength)).join(".");

/** Limits the issues so that a response stays short. */
export const shownIssues = (issues: ReadonlyArray<FieldIssue>): ReadonlyArray<FieldIssue> => {
  const shown: Array<FieldIssue> = [];
  let room = maxBytes;
  // One issue above the maximum is included too, because a summary line would take the same space.
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
