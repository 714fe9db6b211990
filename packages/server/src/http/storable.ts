import type { FieldIssue } from "@knetik-users/core/effect";

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
  const visit = (value: unknown, path: ReadonlyArray<string>) => {
    if (typeof value === "string") {
      if (unstorable.test(value)) {
        issues.push({ field: path.join("."), message: `Expected ${storableText}` });
      }
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (path.length >= deepest) {
      issues.push({ field: path.join("."), message: `is nested more than ${deepest} deep` });
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      if (unstorable.test(key)) {
        issues.push({ field: path.join("."), message: `Expected names of ${storableText}` });
      } else {
        visit(item, [...path, key]);
      }
    }
  };
  visit(json, []);
  return issues;
};
