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
  // One array for the whole walk: a body of a megabyte holds half a million values.
  const path: Array<string | number> = [];
  const add = (message: string) => {
    issues.push(issue(fieldAt(path.map(String)), message));
  };
  const visitAt = (key: string | number, value: unknown) => {
    path.push(key);
    visit(value);
    path.pop();
  };
  const visit = (value: unknown) => {
    if (typeof value === "string") {
      if (unstorable.test(value)) {
        add(`Expected ${storableText}`);
      }
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (path.length >= deepest) {
      add(`is nested more than ${deepest} deep`);
      return;
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (issues.length >= mostIssues) return;
        visitAt(index, item);
      }
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      // More issues would cost more than they tell.
      if (issues.length >= mostIssues) return;
      if (unstorable.test(key)) {
        add(`Expected names of ${storableText}`);
      } else {
        visitAt(key, item);
      }
    }
  };
  visit(json);
  return issues.length < mostIssues ? issues : [...issues, issue("", "There may be more.")];
};
