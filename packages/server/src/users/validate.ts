import type {
  AdditionalProperties,
  FieldIssue,
  UserRegistration,
  UserUpdate,
} from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { Queries } from "../database/database.ts";
import { issue } from "../refusal.ts";
import { checkNamed } from "../properties/checkNamed.ts";
import { findTemplate } from "../templates/repository.ts";

/** Names are searched by, so they must fit into an index. */
const longest = {
  username: 255,
  email: 320,
  display_name: 255,
  fullname: 255,
  first_name: 255,
  last_name: 255,
};

/** What is wrong with a user beyond what the contract's schemas can tell. */
export const nameIssues = (user: UserRegistration | UserUpdate): ReadonlyArray<FieldIssue> => {
  const names: { readonly [Name in keyof typeof longest]: string | null | undefined } = {
    username: user.username,
    email: user.email,
    display_name: user.displayName,
    fullname: user.fullname,
    first_name: user.firstName,
    last_name: user.lastName,
  };
  return Object.entries(longest).flatMap(([field, maximum]) =>
    (names[field as keyof typeof longest] ?? "").length > maximum
      ? [issue(field, `must be ${maximum} characters or less`)]
      : [],
  );
};

/** What is wrong with a user's properties by its template; without a template nothing is. */
export const propertyIssues = Effect.fnUntraced(function* (
  queries: Queries,
  templateId: string | null | undefined,
  properties: AdditionalProperties | null | undefined,
): Effect.fn.Return<ReadonlyArray<FieldIssue>> {
  if (templateId === null || templateId === undefined) return [];
  const template = yield* findTemplate(queries, templateId);
  if (template === undefined) return [issue("template", "is not the id of a template")];
  return checkNamed(["additional_properties"], properties ?? {}, {
    properties: template.properties ?? [],
    allowAdditional: template.allowAdditional ?? false,
  });
});
