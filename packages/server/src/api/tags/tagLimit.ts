import type { FieldIssue } from "@knetik-users/core/effect";
import { issue } from "../errors/fieldIssues.ts";

/** They are shown all at once, wherever the user is. */
const maxTags = 1_000;

/** What is wrong with a user's tags, taken together. */
export const tagIssues = (tags: Iterable<string>): ReadonlyArray<FieldIssue> =>
  new Set(tags).size > maxTags ? [issue("tags", `must be ${maxTags} or less`)] : [];
