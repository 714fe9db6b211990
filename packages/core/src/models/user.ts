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
  /** Set by the server. */
  id: publicField(Schema.Int),
  /** Public. The user name stands in for it if it is absent. */
  displayName: publicField(text),
  /** URL of a picture. Public. */
  avatarUrl: publicField(text),
  /** Time of registration: whole seconds on the wire. Public, set by the server. */
  memberSince: publicField(Schema.optional(EpochSeconds)),
  /** Time of the last update: whole seconds on the wire. Public, set by the server. */
  lastUpdated: publicField(Schema.optional(EpochSeconds)),
} as const;

/** A user in a relationship (`UserRelationshipReferenceResource`). */
export interface UserRelationship extends Schema.Schema.Type<typeof UserRelationshipSchema> {}
export const UserRelationshipSchema = Schema.Struct({
  /** Id of the related user. */
  id: Schema.Int,
  /** Name to sign in with. */
  username: text,
  /** The user name stands in for it if it is absent. */
  displayName: text,
  /** URL of a picture. */
  avatarUrl: text,
  /** What the relationship is about, as the API reports it. */
  context: text,
  /** Id of the relationship, not of the user. */
  relationshipId: Schema.optional(Schema.Int),
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
  unknownFields,
});

/** A row of `getUsers` (`UserBaseResource`). Only a USERS_ADMIN gets the private fields. */
export interface UserSummary extends Schema.Schema.Type<typeof UserSummarySchema> {}
export const UserSummarySchema = Schema.Struct({
  ...publicFields,
  /** Private: needs USERS_ADMIN. */
  username: text,
  /** E-mail address. Private: needs USERS_ADMIN. */
  email: text,
  /** Private: needs USERS_ADMIN. */
  fullname: text,
  /** Time of the last activity: whole seconds on the wire. Private: needs USERS_ADMIN. */
  lastActivity: Schema.optional(EpochSeconds),
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
  unknownFields,
});

const profile = {
  /** Private: needs USERS_ADMIN or the user's own token. */
  fullname: text,
  /** Private: needs USERS_ADMIN or the user's own token. */
  firstName: text,
  /** Private: needs USERS_ADMIN or the user's own token. */
  lastName: text,
  /** Free text. Private: needs USERS_ADMIN or the user's own token. */
  description: text,
  /** Free text. Private: needs USERS_ADMIN or the user's own token. */
  gender: text,
  /** Whole seconds on the wire, before 1970 negative. Private: needs USERS_ADMIN or the user's own token. */
  dateOfBirth: Schema.optional(EpochSeconds),
  /** Telephone number. A password reset finds the user by it. Private: needs USERS_ADMIN or the user's own token. */
  mobileNumber: text,
  /** First line. Private: needs USERS_ADMIN or the user's own token. */
  address: text,
  /** Second line. Private: needs USERS_ADMIN or the user's own token. */
  address2: text,
  /** Private: needs USERS_ADMIN or the user's own token. */
  city: text,
  /** State or region. Private: needs USERS_ADMIN or the user's own token. */
  state: text,
  /** Private: needs USERS_ADMIN or the user's own token. */
  postalCode: text,
  /**
   * ISO 3166 alpha-3, such as `USA`. If omitted at registration, the API derives it from the caller's IP
   * address. Private: needs USERS_ADMIN or the user's own token.
   */
  countryCode: text,
  /** Code of the preferred currency, such as `USD`. Private: needs USERS_ADMIN or the user's own token. */
  currencyCode: text,
  /** ISO 639, three letters. Private: needs USERS_ADMIN or the user's own token. */
  languageCode: text,
  /** Code of the time zone. Private: needs USERS_ADMIN or the user's own token. */
  timezoneCode: text,
} as const;

/**
 * A user (`UserResource`). Only the user and a USERS_ADMIN get the private fields; others get `id`,
 * `displayName`, `avatarUrl`, `memberSince` and `lastUpdated`.
 */
export interface User extends Schema.Schema.Type<typeof UserSchema> {}
export const UserSchema = Schema.Struct({
  ...publicFields,
  /** Name to sign in with. Private: needs USERS_ADMIN or the user's own token. */
  username: text,
  /** E-mail address. Private: needs USERS_ADMIN or the user's own token. */
  email: text,
  ...profile,
  /**
   * Labels of at most 64 characters each, set by a USERS_ADMIN. Private: needs USERS_ADMIN or the
   * user's own token.
   */
  tags: Schema.optional(Schema.Array(Schema.String)),
  /** Id of the template that validates `additionalProperties`. Private: needs USERS_ADMIN or the user's own token. */
  template: text,
  /** Custom properties by the customer's names, which are never converted. Private: needs USERS_ADMIN or the user's own token. */
  additionalProperties: Schema.optional(AdditionalPropertiesSchema),
  /**
   * Related users below this one. Set by the server. Private: needs USERS_ADMIN or the user's own
   * token.
   */
  children: Schema.optional(Schema.Array(UserRelationshipSchema)),
  /**
   * Related users above this one. Set by the server. Private: needs USERS_ADMIN or the user's own
   * token.
   */
  parents: Schema.optional(Schema.Array(UserRelationshipSchema)),
  /** Time of the last activity: whole seconds on the wire. Set by the server. Private: needs USERS_ADMIN or the user's own token. */
  lastActivity: Schema.optional(EpochSeconds),
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
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

/** Input of `registerUser`. Only a USERS_ADMIN may set `tags`. */
export interface UserRegistration extends Schema.Schema.Type<typeof UserRegistrationSchema> {}
export const UserRegistrationSchema = Schema.Struct({
  /** Name to sign in with. Use the e-mail address if your users have no separate user names. Private: needs USERS_ADMIN or the user's own token. */
  username: Username,
  /** E-mail address; unique by default. Private: needs USERS_ADMIN or the user's own token. */
  email: Email,
  /** Plain text. It is hashed on receipt and never returned, logged or traced. */
  password: Schema.optional(Password),
  /** Public. The user name stands in for it if it is omitted. */
  displayName: text,
  /** URL of a picture. Public. */
  avatarUrl: text,
  ...profile,
  /** Labels of at most 64 characters each. Only a USERS_ADMIN may set them. */
  tags: Schema.optional(Schema.Array(Tag)),
  /** Id of the template that validates `additionalProperties`. Private: needs USERS_ADMIN or the user's own token. */
  template: Schema.optional(Id),
  /** Custom properties by the customer's names, which are never converted. Private: needs USERS_ADMIN or the user's own token. */
  additionalProperties: Schema.optional(AdditionalPropertiesSchema),
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
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
  /** Name to sign in with. Private: needs USERS_ADMIN or the user's own token. */
  username: Schema.optional(Username),
  /** E-mail address; unique by default. Private: needs USERS_ADMIN or the user's own token. */
  email: Schema.optional(Email),
  /** Public. `null` clears it. */
  displayName: nullableText,
  /** URL of a picture. Public. `null` clears it. */
  avatarUrl: nullableText,
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  fullname: nullableText,
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  firstName: nullableText,
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  lastName: nullableText,
  /** Free text. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  description: nullableText,
  /** Free text. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  gender: nullableText,
  /** Whole seconds on the wire, before 1970 negative. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  dateOfBirth: nullable(EpochSeconds),
  /** Telephone number. A password reset finds the user by it. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  mobileNumber: nullableText,
  /** First line. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  address: nullableText,
  /** Second line. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  address2: nullableText,
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  city: nullableText,
  /** State or region. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  state: nullableText,
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  postalCode: nullableText,
  /** ISO 3166 alpha-3, such as `USA`. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  countryCode: nullableText,
  /** Code of the preferred currency, such as `USD`. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  currencyCode: nullableText,
  /** ISO 639, three letters. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  languageCode: nullableText,
  /** Code of the time zone. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  timezoneCode: nullableText,
  /** Replaces all tags. Labels of at most 64 characters each. Only a USERS_ADMIN may set them. `null` clears it. */
  tags: nullable(Schema.Array(Tag)),
  /** Id of the template that validates `additionalProperties`. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  template: nullable(Id),
  /** Replaces all custom properties. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  additionalProperties: nullable(AdditionalPropertiesSchema),
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
  unknownFields,
  /** Set by the server. Accepted, but not sent. */
  id: readOnly(Schema.Int),
  /** Set by the server. Accepted, but not sent. */
  children: readOnly(Schema.Array(UserRelationshipSchema)),
  /** Set by the server. Accepted, but not sent. */
  parents: readOnly(Schema.Array(UserRelationshipSchema)),
  /** Set by the server. Accepted, but not sent. */
  memberSince: readOnly(EpochSeconds),
  /** Set by the server. Accepted, but not sent. */
  lastUpdated: readOnly(EpochSeconds),
  /** Set by the server. Accepted, but not sent. */
  lastActivity: readOnly(EpochSeconds),
});
