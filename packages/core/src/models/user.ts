import * as Schema from "effect/Schema";
import { publicField } from "./publicFields.ts";
import { EpochSeconds } from "./epochSeconds.ts";
import { Id, isPlainText, Tag } from "./identifiers.ts";
import { AdditionalPropertiesSchema } from "./property.ts";
import { readOnly } from "./readOnly.ts";
import { sensitive } from "./sensitive.ts";
import { unknownFields } from "./unknownFields.ts";

const text = Schema.optional(Schema.String);

/** The fields of a user that are not private. */
const publicFields = {
  id: publicField(Schema.Int),
  displayName: publicField(text),
  avatarUrl: publicField(text),
  memberSince: publicField(Schema.optional(EpochSeconds)),
  lastUpdated: publicField(Schema.optional(EpochSeconds)),
};

/** A user in a relationship (`UserRelationshipReferenceResource`). */
export interface UserRelationship extends Schema.Schema.Type<typeof UserRelationshipSchema> {}
export const UserRelationshipSchema = Schema.Struct({
  id: Schema.Int,
  username: text,
  displayName: text,
  avatarUrl: text,
  context: text,
  relationshipId: Schema.optional(Schema.Int),
  unknownFields,
});

/** A row of `getUsers` (`UserBaseResource`). Only a USERS_ADMIN gets the private fields. */
export interface UserSummary extends Schema.Schema.Type<typeof UserSummarySchema> {}
export const UserSummarySchema = Schema.Struct({
  ...publicFields,
  /** Private. */
  username: text,
  /** Private. */
  email: text,
  /** Private. */
  fullname: text,
  /** Private. */
  lastActivity: Schema.optional(EpochSeconds),
  unknownFields,
});

const profile = {
  fullname: text,
  firstName: text,
  lastName: text,
  description: text,
  gender: text,
  dateOfBirth: Schema.optional(EpochSeconds),
  mobileNumber: text,
  address: text,
  address2: text,
  city: text,
  state: text,
  postalCode: text,
  /** ISO 3166 alpha-3. If omitted at registration, the API derives it from the caller's IP address. */
  countryCode: text,
  currencyCode: text,
  /** ISO 639, three letters. */
  languageCode: text,
  timezoneCode: text,
};

/**
 * A user (`UserResource`). Only the user and a USERS_ADMIN get the private fields; others get `id`,
 * `displayName`, `avatarUrl`, `memberSince` and `lastUpdated`.
 */
export interface User extends Schema.Schema.Type<typeof UserSchema> {}
export const UserSchema = Schema.Struct({
  ...publicFields,
  /** Private. */
  username: text,
  /** Private. */
  email: text,
  ...profile,
  tags: Schema.optional(Schema.Array(Schema.String)),
  /** Id of the template that validates `additionalProperties`. */
  template: text,
  additionalProperties: Schema.optional(AdditionalPropertiesSchema),
  children: Schema.optional(Schema.Array(UserRelationshipSchema)),
  parents: Schema.optional(Schema.Array(UserRelationshipSchema)),
  /** Private. */
  lastActivity: Schema.optional(EpochSeconds),
  unknownFields,
});

const Username = Schema.String.check(
  Schema.isMinLength(1, { expected: "a user name" }),
  isPlainText,
);
// A minimal check; the server decides. The pattern avoids two unbounded parts, which would take
// quadratic time on long invalid input.
const isEmail = Schema.makeFilter<string>(
  (text) =>
    text.length <= 320 && !/\s/.test(text) && text.lastIndexOf("@") > 0 && !text.endsWith("@"),
  { expected: "an e-mail address" },
);
const Email = Schema.String.check(isEmail, isPlainText);

/** A password in plain text. It is hashed on receipt and never returned. */
export const Password = sensitive(
  Schema.String.check(Schema.isMinLength(1, { expected: "a password" })),
);

/** Input of `registerUser`. Only a USERS_ADMIN may set `tags`. */
export interface UserRegistration extends Schema.Schema.Type<typeof UserRegistrationSchema> {}
export const UserRegistrationSchema = Schema.Struct({
  /** Use the e-mail address if your users have no separate user names. */
  username: Username,
  email: Email,
  password: Schema.optional(Password),
  displayName: text,
  avatarUrl: text,
  ...profile,
  tags: Schema.optional(Schema.Array(Tag)),
  template: Schema.optional(Id),
  additionalProperties: Schema.optional(AdditionalPropertiesSchema),
  unknownFields,
});

const nullable = <S extends Schema.Top>(schema: S) => Schema.optional(Schema.NullOr(schema));
const nullableText = nullable(Schema.String);

/**
 * Input of `updateUser`. Omitted fields keep their values; `null` clears a field. A user returned by the
 * API can be modified and sent back: fields that only the server sets are not sent. Use `setPassword`
 * for passwords.
 */
export interface UserUpdate extends Schema.Schema.Type<typeof UserUpdateSchema> {}
export const UserUpdateSchema = Schema.Struct({
  username: Schema.optional(Username),
  email: Schema.optional(Email),
  displayName: nullableText,
  avatarUrl: nullableText,
  fullname: nullableText,
  firstName: nullableText,
  lastName: nullableText,
  description: nullableText,
  gender: nullableText,
  dateOfBirth: nullable(EpochSeconds),
  mobileNumber: nullableText,
  address: nullableText,
  address2: nullableText,
  city: nullableText,
  state: nullableText,
  postalCode: nullableText,
  countryCode: nullableText,
  currencyCode: nullableText,
  languageCode: nullableText,
  timezoneCode: nullableText,
  tags: nullable(Schema.Array(Tag)),
  template: nullable(Id),
  additionalProperties: nullable(AdditionalPropertiesSchema),
  unknownFields,
  id: readOnly(Schema.Int),
  children: readOnly(Schema.Array(UserRelationshipSchema)),
  parents: readOnly(Schema.Array(UserRelationshipSchema)),
  memberSince: readOnly(EpochSeconds),
  lastUpdated: readOnly(EpochSeconds),
  lastActivity: readOnly(EpochSeconds),
});
