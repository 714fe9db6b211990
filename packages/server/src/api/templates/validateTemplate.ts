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
    ? [issue("name", `must have at most ${maxNameLength} characters`)]
    : []),
  ...checkDefinitions(["properties"], properties),
];

/** The error that names which of id and name is already taken. */
export const duplicateTemplate = (clash: string) =>
  fail("TemplateAlreadyExists", [
    clash.includes("name_key")
      ? issue("name", "is already taken (case-insensitive)")
      : issue("id", "is already taken"),
  ]);
