import * as Schema from "effect/Schema";
import { forEveryone } from "./audience.ts";
import { EpochSeconds } from "./epochSeconds.ts";
import { Id, isPlainText, Tag } from "./identifiers.ts";
import { AdditionalPropertiesSchema } from "./property.ts";
import { readOnly } from "./readOnly.ts";
import { sensitive } from "./sensitive.ts";
import { unknownFields } from "./unknownFields.ts";

const text = Schema.optional(Schema.String);

/** The fields of a user that are not private. */
const publicFields = {
  id: forEveryone(Schema.Int),
  displayName: forEveryone(text),
  avatarUrl: forEveryone(text),
  memberSince: forEveryone(Schema.optional(EpochSeconds)),
  lastUpdated: forEveryone(Schema.optional(EpochSeconds)),
};

/** A user on one side of a relationship (`UserRelationshipReferenceResource`). */
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

/** A row of `getUsers` (`UserBaseResource`). Private fields are there for a USERS_ADMIN only. */
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
  /** ISO 3166 alpha-3. Filled from the caller's address at registration when absent. */
  countryCode: text,
  currencyCode: text,
  /** ISO 639, three letters. */
  languageCode: text,
  timezoneCode: text,
};

/**
 * A user (`UserResource`). Private fields are there for the user itself and for a USERS_ADMIN;
 * anybody else sees `id`, `displayName`, `avatarUrl`, `memberSince` and `lastUpdated`.
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
// RFC 2822 allows more than anybody can check; the server decides. No pattern with two open ends
// here: on long nonsense it would look for its `@` from every place.
const isEmail = Schema.makeFilter<string>(
  (text) =>
    text.length <= 320 && !/\s/.test(text) && text.lastIndexOf("@") > 0 && !text.endsWith("@"),
  { expected: "an e-mail address" },
);
const Email = Schema.String.check(isEmail, isPlainText);

/** A password in plain text: sent inside TLS, hashed on receipt, never returned. */
export const Password = sensitive(
  Schema.String.check(Schema.isMinLength(1, { expected: "a password" })),
);

/** What `registerUser` sends. Only a USERS_ADMIN may set `tags`. */
export interface UserRegistration extends Schema.Schema.Type<typeof UserRegistrationSchema> {}
export const UserRegistrationSchema = Schema.Struct({
  /** May be the e-mail address where no separate user names are wanted. */
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
 * What `updateUser` sends: a field left out stays as it is, `null` clears it. A user that was read
 * can be changed and sent whole; what only the server sets is not sent. Passwords are changed with
 * `setPassword`.
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
