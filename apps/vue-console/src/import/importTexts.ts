import type { FailureCause, RowOutcome, RowProblem } from "@knetik-users/core/bulk";
import { describeError } from "../errors/describeError.ts";
import { fieldLabel } from "../files/fieldLabel.ts";
import { type PlainTextKey, t } from "../language/t.ts";
import type { FileIssue } from "./checkFile.ts";

const expected: {
  readonly [Kind in "text" | "number" | "boolean" | "date" | "texts" | "json"]: PlainTextKey;
} = {
  text: "import.expected.text",
  number: "import.expected.number",
  boolean: "import.expected.boolean",
  date: "import.expected.date",
  texts: "import.expected.texts",
  json: "import.expected.json",
};

export const labelOf = (field: string): string => fieldLabel(field) ?? field;

const problemText = (problem: RowProblem): string => {
  switch (problem.kind) {
    case "columns":
      return t("import.problem.columns", { found: problem.found, wanted: problem.wanted });
    case "value":
      return t(expected[problem.expected]);
    case "object":
      return t("import.problem.object");
    case "twice":
      return t("import.problem.twice");
    case "id":
      return t("import.problem.id");
    case "key":
      return t("import.problem.key", { field: labelOf(problem.key) });
  }
};

/** What is wrong with a row. Rules of the API are in its words. */
export const issueText = ({ problem, message, sameAs }: FileIssue): string => {
  if (sameAs !== undefined) return t("import.problem.same", { line: sameAs });
  return problem === undefined ? message : problemText(problem);
};

export const placeOf = ({ line, column, field }: FileIssue): string => {
  if (column === undefined) {
    return field === "" ? t("import.line", { line }) : t("import.lineField", { line, field });
  }
  return t("import.lineColumn", { line, column, field });
};

const issuesText = (issues: ReadonlyArray<{ readonly field: string; readonly message: string }>) =>
  issues.map(({ field, message }) => (field === "" ? message : `${labelOf(field)}: ${message}`));

/** Why a row cannot be imported. */
export const causeText = (cause: FailureCause): string => {
  switch (cause.kind) {
    case "no-user":
      return t("import.cause.noUser", { id: cause.id });
    case "not-registrable":
      return t("import.cause.notRegistrable", { fields: issuesText(cause.issues).join("; ") });
    case "taken":
      return t("import.cause.taken", { field: labelOf(cause.field), id: cause.by });
    case "exists":
      return t("import.cause.exists");
    case "error": {
      const { title } = describeError(cause.error);
      return [title, ...issuesText(cause.error.issues)].join(". ");
    }
  }
};

export const reasonOf = ({ cause, reason = "" }: RowOutcome): string =>
  cause === undefined ? reason : causeText(cause);
