import type { FieldIssue } from "../errors/details.ts";

const problemOf = (value: unknown, isInArray: boolean): string | undefined => {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : `is ${value}, which JSON does not have`;
    case "undefined":
      return isInArray ? "is undefined, which JSON does not have" : undefined;
    case "function":
    case "symbol":
      return `is a ${typeof value}, which JSON does not have`;
    default:
      return undefined;
  }
};

/**
 * Finds values that `JSON.stringify` would change, drop or fail on. Schemas reject them, but fields that
 * the schemas do not know may contain anything.
 */
export const jsonIssues = (value: unknown): ReadonlyArray<FieldIssue> => {
  const issues: Array<FieldIssue> = [];
  const ancestors: Array<unknown> = [];
  const path: Array<string> = [];
  const visit = (item: unknown, isInArray: boolean) => {
    const problem = ancestors.includes(item) ? "contains itself" : problemOf(item, isInArray);
    if (problem !== undefined) issues.push({ field: path.join("."), message: problem });
    else if (typeof item === "object" && item !== null && !("toJSON" in item)) {
      ancestors.push(item);
      for (const [key, inner] of Object.entries(item)) {
        path.push(key);
        visit(inner, Array.isArray(item));
        path.pop();
      }
      ancestors.pop();
    }
  };
  visit(value, false);
  return issues;
};
