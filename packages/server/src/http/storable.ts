import type { FieldIssue } from "@knetik-users/core/effect";
import { fieldAt, issue, mostIssues } from "../issues.ts";

/** Deeper than any property has a reason to be, and shallow enough for every recursive reader. */
const deepest = 32;

const unstorable = /[\0\p{Surrogate}]/u;
const storableText = "text without NUL characters or lone surrogates";

/**
 * What no database can hold: text with NUL or half a character. And what is nested so deeply that
 * reading it could exhaust the stack. Looked for in all of the JSON, names included, before
 * anything else reads it.
 */
export const storableIssues = (json: unknown): ReadonlyArray<FieldIssue> => {
  const issues: Array<FieldIssue> = [];
  const add = (path: ReadonlyArray<string>, message: string) => {
    issues.push(issue(fieldAt(path), message));
  };
  const visit = (value: unknown, path: ReadonlyArray<string>) => {
    if (typeof value === "string") {
      if (unstorable.test(value)) {
        add(path, `Expected ${storableText}`);
      }
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (path.length >= deepest) {
      add(path, `is nested more than ${deepest} deep`);
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      // Looking on would cost more than it tells.
      if (issues.length >= mostIssues) return;
      if (unstorable.test(key)) {
        add(path, `Expected names of ${storableText}`);
      } else {
        visit(item, [...path, key]);
      }
    }
  };
  visit(json, []);
  return issues.length < mostIssues ? issues : [...issues, issue("", "There may be more.")];
};
