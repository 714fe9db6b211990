import {
  NewPasswordSchema,
  OAuthTokenSchema,
  publicFieldsOf,
  UserRegistrationSchema,
  UserRelationshipSchema,
  UserSchema,
  UserSummarySchema,
  UserTemplateInputSchema,
  UserTemplateSchema,
  UserTemplateUpdateSchema,
  UserUpdateSchema,
} from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";

/** What an OpenAPI document says about a field. A field without an example is left out of example bodies. */
interface Documentation {
  readonly description: string;
  readonly example?: unknown;
  readonly format?: string;
}

type FieldsOf<Model extends { readonly fields: Schema.Struct.Fields }> = Exclude<
  keyof Model["fields"],
  "unknownFields"
>;
/** A field of the core's models without documentation does not compile. */
type Documentations<Model extends { readonly fields: Schema.Struct.Fields }> = {
  readonly [Name in FieldsOf<Model>]: Documentation;
};

const userFields: Documentations<
  | typeof UserSchema
  | typeof UserSummarySchema
  | typeof UserRegistrationSchema
  | typeof UserUpdateSchema
  | typeof UserRelationshipSchema
> &
  Documentations<typeof UserSchema> &
  Documentations<typeof UserRegistrationSchema> &
  Documentations<typeof UserRelationshipSchema> = {
  id: { description: "Set by the server.", example: 42, format: "int64" },
  username: { description: "Name to sign in with.", example: "ada" },
  email: {
    description: "E-mail address; unique by default.",
    example: "ada@example.com",
    format: "email",
  },
  password: {
    description: "Plain text. It is hashed on receipt and never returned.",
    example: "correct horse battery staple",
    format: "password",
  },
  displayName: { description: "The user name stands in for it if it is absent.", example: "Ada" },
  avatarUrl: {
    description: "URL of a picture.",
    example: "https://cdn.example/ada.png",
    format: "uri",
  },
  memberSince: {
    description: "Time of registration, in seconds since 1970. Set by the server.",
    example: 1_767_225_600,
  },
  lastUpdated: {
    description: "Time of the last update, in seconds since 1970. Set by the server.",
    example: 1_767_312_000,
  },
  lastActivity: {
    description: "Time of the last activity, in seconds since 1970. Set by the server.",
    example: 1_767_398_400,
  },
  fullname: { description: "Full name.", example: "Ada Lovelace" },
  firstName: { description: "First name.", example: "Ada" },
  lastName: { description: "Last name.", example: "Lovelace" },
  description: { description: "Free text.", example: "Writes programs." },
  gender: { description: "Free text.", example: "female" },
  dateOfBirth: {
    description: "In seconds since 1970, before 1970 negative.",
    example: 631_152_000,
  },
  mobileNumber: { description: "A password reset finds the user by it.", example: "+441632960961" },
  address: { description: "First line of the address.", example: "12 St James's Square" },
  address2: { description: "Second line of the address.", example: "First floor" },
  city: { description: "City.", example: "London" },
  state: { description: "State or region.", example: "England" },
  postalCode: { description: "Postal code.", example: "SW1Y 4JH" },
  countryCode: { description: "ISO 3166 alpha-3.", example: "GBR" },
  currencyCode: { description: "Code of the preferred currency.", example: "GBP" },
  languageCode: { description: "ISO 639, three letters.", example: "eng" },
  timezoneCode: { description: "Code of the time zone.", example: "Europe/London" },
  tags: { description: "Labels of at most 64 characters each. Only a USERS_ADMIN may set them." },
  template: { description: "Id of the template that validates `additionalProperties`." },
  additionalProperties: { description: "Custom properties, by your own names." },
  children: { description: "Related users below this one. Set by the server." },
  parents: { description: "Related users above this one. Set by the server." },
  context: { description: "What the relationship is about.", example: "friend" },
  relationshipId: {
    description: "Id of the relationship, not of the user.",
    example: 7,
    format: "int64",
  },
};

const templateFields: Documentations<typeof UserTemplateSchema> = {
  id: { description: "At most 255 characters.", example: "guild" },
  name: { description: "Unique among the templates.", example: "Guild" },
  allowAdditional: {
    description: "`true` allows properties that the template does not define.",
    example: false,
  },
  properties: {
    description:
      "Definitions of the properties, by which the API validates `additionalProperties`.",
  },
  createdDate: { description: "In seconds since 1970. Set by the server.", example: 1_767_225_600 },
  updatedDate: { description: "In seconds since 1970. Set by the server.", example: 1_767_312_000 },
};

const newPasswordFields: Documentations<typeof NewPasswordSchema> = {
  password: userFields.password,
  secret: { description: "From the reset message. Works once.", format: "password" },
};

const tokenFields: Documentations<typeof OAuthTokenSchema> = {
  accessToken: {
    description: "Send it as `Authorization: Bearer …`.",
    example: "2YotnFZFEjr1zCsicMWpAA",
  },
  tokenType: { description: "The kind of token.", example: "bearer" },
  expiresIn: { description: "Lifetime in seconds.", example: 3600 },
  refreshToken: { description: "Gets the next access token.", example: "tGzv3JOkF0XG5Qx2TlKWIA" },
  scope: { description: "What the token allows.", example: "read write" },
};

const forUser = publicFieldsOf(UserSchema);
const privacy = "Private: only the user and a USERS_ADMIN see it.";

/** Adds documentation to the fields of a model, where OpenAPI documents find it. */
const documented = <Fields extends Schema.Struct.Fields>(
  { fields }: Schema.Struct<Fields>,
  documentation: { readonly [name: string]: Documentation },
  isPrivate: (name: string) => boolean = () => false,
): Schema.Struct<Fields> => {
  const entries = Object.entries(fields as unknown as Record<string, Schema.Top>).map(
    ([name, field]) => {
      const found = documentation[name];
      if (found === undefined) return [name, field];
      const { description, example, format } = found;
      return [
        name,
        field.annotateKey({
          description: isPrivate(name) ? `${description} ${privacy}` : description,
          ...(example !== undefined && { examples: [example] }),
          ...(format !== undefined && { format }),
        }),
      ];
    },
  );
  return Schema.Struct(Object.fromEntries(entries) as Fields);
};
const isPrivate = (name: string): boolean => !forUser.has(name);

export const DocumentedUser = documented(UserSchema, userFields, isPrivate);
export const DocumentedUserSummary = documented(UserSummarySchema, userFields, isPrivate);
export const DocumentedUserRelationship = documented(UserRelationshipSchema, userFields);
export const DocumentedUserRegistration = documented(UserRegistrationSchema, userFields);
export const DocumentedUserUpdate = documented(UserUpdateSchema, userFields);
export const DocumentedUserTemplate = documented(UserTemplateSchema, templateFields);
export const DocumentedUserTemplateInput = documented(UserTemplateInputSchema, templateFields);
export const DocumentedUserTemplateUpdate = documented(UserTemplateUpdateSchema, templateFields);
export const DocumentedNewPassword = documented(NewPasswordSchema, newPasswordFields);
export const DocumentedOAuthToken = documented(OAuthTokenSchema, tokenFields);
