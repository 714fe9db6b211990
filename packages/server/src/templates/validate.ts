import type { FieldIssue, UserTemplateUpdate } from "@knetik-users/core/effect";
import { issue } from "../issues.ts";
import { refuse } from "../refusal.ts";
import { checkDefinitions } from "../properties/checkDefinitions.ts";

const longestName = 255;

export const templateIssues = ({
  name = "",
  properties = [],
}: UserTemplateUpdate): ReadonlyArray<FieldIssue> => [
  ...(name.length > longestName
    ? [issue("name", `must be ${longestName} characters or less`)]
    : []),
  ...checkDefinitions(["properties"], properties),
];

/** Says which of the id and the name is taken. */
export const templateClash = (clash: string) =>
  refuse("TemplateAlreadyExists", [
    clash.includes("name_key")
      ? issue("name", "is taken, by whatever case it is in")
      : issue("id", "is taken"),
  ]);
