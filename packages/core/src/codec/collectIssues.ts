import * as Result from "effect/Result";
import type { FieldIssue } from "../errors/details.ts";

const maxIssues = 100;

const atMost = (issues: ReadonlyArray<FieldIssue>): ReadonlyArray<FieldIssue> =>
  issues.length <= maxIssues
    ? issues
    : [
        ...issues.slice(0, maxIssues),
        { field: "", message: `and ${issues.length - maxIssues} more are wrong` },
      ];

/** Collects the issues of all parts of a request. */
export const collectIssues = (
  parts: ReadonlyArray<Result.Result<unknown, ReadonlyArray<FieldIssue>>>,
): ReadonlyArray<FieldIssue> =>
  atMost(parts.flatMap((part) => (Result.isFailure(part) ? part.failure : [])));
