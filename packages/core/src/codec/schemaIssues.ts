import * as SchemaIssue from "effect/SchemaIssue";

/** A validation error and its path. Never contains the value. */
export interface PathIssue {
  /** Wire names and indexes from the root to the field. */
  readonly path: ReadonlyArray<string>;
  /** Never contains the value. */
  readonly message: string;
}

const format = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: (issue) => {
    if (issue._tag === "MissingKey") return "is missing";
    if (issue._tag === "UnexpectedKey") return "is not a known field";
    return SchemaIssue.defaultLeafHook(issue);
  },
});

/** Flattens a schema issue into paths and messages. */
export const pathIssues = (issue: SchemaIssue.Issue): ReadonlyArray<PathIssue> =>
  format(issue).issues.map(({ path, message }) => ({
    path: (path ?? []).map((segment) =>
      String(typeof segment === "object" ? segment.key : segment),
    ),
    message,
  }));
