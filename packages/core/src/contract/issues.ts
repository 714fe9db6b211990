import * as Result from "effect/Result";
import * as SchemaIssue from "effect/SchemaIssue";
import type { FieldIssue } from "../errors/details.ts";

/** What a schema refused, and where. Never holds the value itself. */
export interface SchemaRefusal {
  readonly path: ReadonlyArray<string>;
  readonly message: string;
}

const format = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: (issue) => {
    if (issue._tag === "MissingKey") return "is missing";
    if (issue._tag === "UnexpectedKey") return "is not a known field";
    return SchemaIssue.defaultLeafHook(issue);
  },
});

/** Flattens what a schema found into paths and messages. */
export const refusalsOf = (issue: SchemaIssue.Issue): ReadonlyArray<SchemaRefusal> =>
  format(issue).issues.map(({ path, message }) => ({
    path: (path ?? []).map((segment) =>
      String(typeof segment === "object" ? segment.key : segment),
    ),
    message,
  }));

/** The issues of all parts of a request together. */
export const failuresOf = (
  parts: ReadonlyArray<Result.Result<unknown, ReadonlyArray<FieldIssue>>>,
): ReadonlyArray<FieldIssue> =>
  atMost(parts.flatMap((part) => (Result.isFailure(part) ? part.failure : [])));

const mostIssues = 100;

const atMost = (issues: ReadonlyArray<FieldIssue>): ReadonlyArray<FieldIssue> =>
  issues.length <= mostIssues
    ? issues
    : [
        ...issues.slice(0, mostIssues),
        { field: "", message: `and ${issues.length - mostIssues} more are wrong` },
      ];
