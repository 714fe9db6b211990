import type { FieldIssue, UserTemplateUpdate } from "@knetik-users/core/effect";
import { issue } from "../errors/fieldIssues.ts";
import { fail } from "../errors/apiError.ts";
import { checkDefinitions } from "../properties/checkDefinitions.ts";

const maxNameLength = 255;

export const templateIssues = ({
  name = "",
  properties = [],
}: UserTemplateUpdate): ReadonlyArray<FieldIssue> => [
  ...(name.length > maxNameLength
    ? [issue("name", `must be ${maxNameLength} characters or less`)]
    : []),
  ...checkDefinitions(["properties"], properties),
];

/** Says which of the id and the name is taken. */
export const duplicateTemplate = (clash: string) =>
  fail("TemplateAlreadyExists", [
    clash.includes("name_key")
      ? issue("name", "is taken, by whatever case it is in")
      : issue("id", "is taken"),
  ]);
