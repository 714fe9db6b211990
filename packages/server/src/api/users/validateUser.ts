import {
  type AdditionalProperties,
  type FieldIssue,
  toSnakeCase,
  type UserRegistration,
  type UserUpdate,
} from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { Queries } from "../../database/database.ts";
import { isDisplayName } from "../../database/names/displayText.ts";
import { parseEmailAddress } from "../../database/names/emailAddress.ts";
import { isUsername, normalUsername } from "../../database/names/username.ts";
import { issue } from "../errors/fieldIssues.ts";
import { checkNamed } from "../properties/checkProperty.ts";
import { lockTemplateForShare } from "../repositories/templateRepository.ts";

/** Maximum lengths of a user's texts. Some are indexed. */
const maxLengths = {
  username: 255,
  email: 320,
  displayName: 255,
  avatarUrl: 2_000,
  fullname: 255,
  firstName: 255,
  lastName: 255,
  description: 4_000,
  gender: 255,
  mobileNumber: 255,
  address: 255,
  address2: 255,
  city: 255,
  state: 255,
  postalCode: 255,
  countryCode: 255,
  currencyCode: 255,
  languageCode: 255,
  timezoneCode: 255,
} satisfies { readonly [Name in TextField]: number };

type User = UserRegistration | UserUpdate;
/** Template and password are validated separately. */
type TextField = Exclude<
  { [Name in keyof User]-?: string extends User[Name] ? Name : never }[keyof User],
  "template" | "password"
>;

const isTextField = (name: string): name is TextField => Object.hasOwn(maxLengths, name);

/** Validates the lengths of a user's texts. */
export const textIssues = (user: User): ReadonlyArray<FieldIssue> =>
  Object.keys(maxLengths)
    .filter(isTextField)
    .flatMap((name) => {
      const [text, maximum] = [user[name] ?? "", maxLengths[name]];
      return text.length > maximum && Array.from(text).length > maximum
        ? [issue(toSnakeCase(name), `must have at most ${maximum} characters`)]
        : [];
    });

interface Names {
  readonly username: string;
  readonly email: string;
}

const usernameIssues = (username: string) => {
  if (username.trim() !== username) {
    return [issue("username", "must not start or end with a space")];
  }
  const rule =
    "must consist of letters, digits and punctuation, without symbols, invisible characters or " +
    "letters of both directions";
  return isUsername(normalUsername(username)) ? [] : [issue("username", rule)];
};

const emailIssues = (email: string) =>
  parseEmailAddress(email) === undefined
    ? [issue("email", "must be one e-mail address, such as name@example.org")]
    : [];

/**
 * Validates the names that differ from the stored ones. A user from before these rules keeps the
 * names, also when they are sent back with other changes.
 */
export const nameIssues = (
  { username, email }: { readonly [Name in keyof Names]?: string | undefined },
  stored?: Names,
): ReadonlyArray<FieldIssue> => [
  ...(username === undefined || username === stored?.username ? [] : usernameIssues(username)),
  ...(email === undefined || email === stored?.email ? [] : emailIssues(email)),
];

const shownNames = ["displayName", "fullname", "firstName", "lastName"] as const;
type ShownNames = { readonly [Name in (typeof shownNames)[number]]?: string | null | undefined };

/** Validates the names that are shown to others, where they differ from the stored ones. */
export const displayIssues = (
  names: ShownNames,
  stored: ShownNames = {},
): ReadonlyArray<FieldIssue> =>
  shownNames
    .filter((name) => names[name] !== stored[name] && !isDisplayName(names[name] ?? ""))
    .map((name) =>
      issue(
        toSnakeCase(name),
        "must be visible text without control characters or changes of the text direction",
      ),
    );

/** Validates a user's properties against its template, if any. */
export const propertyIssues = Effect.fnUntraced(function* (
  queries: Queries,
  templateId: string | null | undefined,
  properties: AdditionalProperties | null | undefined,
): Effect.fn.Return<ReadonlyArray<FieldIssue>> {
  if (templateId === null || templateId === undefined) return [];
  const template = yield* lockTemplateForShare(queries, templateId);
  if (template === undefined) return [issue("template", "is not the id of a template")];
  return checkNamed(["additional_properties"], properties ?? {}, {
    properties: template.properties ?? [],
    allowAdditional: template.allowAdditional ?? false,
  });
});
