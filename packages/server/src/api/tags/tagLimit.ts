import type { FieldIssue } from "@knetik-users/core/effect";
import { issue } from "../errors/fieldIssues.ts";

/** Every response with the user contains all tags. */
const maxTags = 1_000;

/** Validates the complete list of a user's tags. */
export const tagIssues = (tags: Iterable<string>): ReadonlyArray<FieldIssue> =>
  new Set(tags).size > maxTags ? [issue("tags", `must have at most ${maxTags} tags`)] : [];
