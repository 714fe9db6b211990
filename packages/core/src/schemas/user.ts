import * as Schema from "effect/Schema";
import { publicField } from "./publicFields.ts";
import { EpochSeconds } from "./epochSeconds.ts";
import { Id, isPlainText, Tag } from "./identifiers.ts";
import { AdditionalPropertiesSchema } from "./property.ts";
import { ruleFilter } from "./rule.ts";
import { readOnly } from "./readOnly.ts";
import { sensitive } from "./sensitive.ts";
import { unknownFields } from "./unknownFields.ts";

const text = Schema.optional(Schema.String);

/** The fields of a user that are not private. `as const` keeps their documentation in declarations. */
const publicFields = {
  id: publicField(Schema.Int),
  displayName: publicField(text),
  avatarUrl: publicField(text),
  memberSince: publicField(Schema.optional(EpochSeconds)),
  lastUpdated: publicField(Schema.optional(EpochSeconds)),
} as const;

export const UserRelationshipSchema = Schema.Struct({
  id: Schema.Int,
  username: text,
  displayName: text,
  avatarUrl: text,
  context: text,
  relationshipId: Schema.optional(Schema.Int),
  unknownFields,
});

export const UserSummarySchema = Schema.Struct({
  ...publicFields,
  username: text,
  email: text,
  fullname: text,
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
  countryCode: text,
  currencyCode: text,
  languageCode: text,
  timezoneCode: text,
} as const;

export const UserSchema = Schema.Struct({
  ...publicFields,
  username: text,
  email: text,
  ...profile,
  tags: Schema.optional(Schema.Array(Schema.String)),
  template: text,
  additionalProperties: Schema.optional(AdditionalPropertiesSchema),
  children: Schema.optional(Schema.Array(UserRelationshipSchema)),
  parents: Schema.optional(Schema.Array(UserRelationshipSchema)),
  lastActivity: Schema.optional(EpochSeconds),
  unknownFields,
});

const Username = Schema.String.check(
  Schema.isMinLength(1, { expected: "a user name" }),
  isPlainText,
);
const Email = Schema.String.check(ruleFilter("isEmail", "an e-mail address"), isPlainText);

/** A password in plain text. It is hashed on receipt and never returned. */
export const Password = sensitive(
  Schema.String.check(Schema.isMinLength(1, { expected: "a password" })),
);

export const UserRegistrationSchema = Schema.Struct({
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
