import type { FieldIssue } from "@knetik-users/core/effect";
import { fieldAt, issue, maxIssues } from "../errors/fieldIssues.ts";

/** Maximum nesting. More than properties need, and safe for recursive code. */
export const maxDepth = 32;

const findUnstorable = /[\0\p{Surrogate}]/u;
const storableText = "text without NUL characters or lone surrogates";

/**
 * Finds values that cannot be stored: text with NUL or lone surrogates, and nesting that could
 * exhaust the stack. Checks the whole JSON, including names, before anything else reads it.
 */
export const storableIssues = (json: unknown): ReadonlyArray<FieldIssue> => {
  const issues: Array<FieldIssue> = [];
  // One array for the whole traversal, because a body of 1 MB may contain half a million values.
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
      if (findUnstorable.test(value)) {
        add(`Expected ${storableText}`);
      }
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (path.length >= maxDepth) {
      add(`is nested more than ${maxDepth} levels deep`);
      return;
    }
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (issues.length >= maxIssues) return;
        visitAt(index, item);
      }
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      // More issues would not help.
      if (issues.length >= maxIssues) return;
      if (findUnstorable.test(key)) {
        add(`Expected names of ${storableText}`);
      } else {
        visitAt(key, item);
      }
    }
  };
  visit(json);
  return issues.length < maxIssues ? issues : [...issues, issue("", "There may be more.")];
};
