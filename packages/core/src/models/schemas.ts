import * as Schema from "effect/Schema";
import {
  type DeleteUserTemplateOptions,
  DeleteUserTemplateOptionsSchema,
} from "./deleteUserTemplateOptions.ts";
import { Id as IdSchema, Tag as TagSchema, UserId as UserIdSchema } from "./identifiers.ts";
import { type UserRef as UserReference, UserRefSchema } from "./identifiers.ts";
import { named } from "./named.ts";
import { type Page, PageSchema } from "./page.ts";
import {
  type NewPassword,
  NewPasswordSchema,
  type PasswordResetRequest,
  PasswordResetRequestSchema,
} from "./passwords.ts";
import { AdditionalPropertiesSchema } from "./property.ts";
import { type PropertyDefinition, PropertyDefinitionSchema } from "./propertyDefinition.ts";
import {
  type UserTemplate,
  type UserTemplateInput,
  UserTemplateInputSchema,
  UserTemplateSchema,
  type UserTemplateUpdate,
  UserTemplateUpdateSchema,
} from "./template.ts";
import { type UserTemplateSearch, UserTemplateSearchSchema } from "./templateSearch.ts";
import {
  type OAuthToken,
  OAuthTokenSchema,
  type TokenRequest,
  TokenRequestSchema,
} from "./token.ts";
import {
  Password as PasswordSchema,
  type User,
  type UserRegistration,
  UserRegistrationSchema,
  UserSchema,
  type UserSummary,
  UserSummarySchema,
  type UserUpdate,
  UserUpdateSchema,
} from "./user.ts";
import { type UserSearch, UserSearchSchema } from "./userSearch.ts";

/** The schemas that are compiled to codecs, by the codec's name. */
export const schemas = {
  // Path parameters and wrapped bodies.
  UserId: UserIdSchema,
  UserRef: named<UserReference>(UserRefSchema),
  Id: IdSchema,
  Tag: TagSchema,
  Password: PasswordSchema,
  // Queries.
  UserSearch: named<UserSearch>(UserSearchSchema),
  UserTemplateSearch: named<UserTemplateSearch>(UserTemplateSearchSchema),
  DeleteUserTemplateOptions: named<DeleteUserTemplateOptions>(DeleteUserTemplateOptionsSchema),
  // Request bodies.
  UserRegistration: named<UserRegistration>(UserRegistrationSchema),
  UserUpdate: named<UserUpdate>(UserUpdateSchema),
  UserTemplateInput: named<UserTemplateInput>(UserTemplateInputSchema),
  UserTemplateUpdate: named<UserTemplateUpdate>(UserTemplateUpdateSchema),
  NewPassword: named<NewPassword>(NewPasswordSchema),
  PasswordResetRequest: named<PasswordResetRequest>(PasswordResetRequestSchema),
  TokenRequest: named<TokenRequest>(TokenRequestSchema),
  // Responses.
  User: named<User>(UserSchema),
  UserSummary: named<UserSummary>(UserSummarySchema),
  UserPage: named<Page<UserSummary>>(PageSchema(UserSummarySchema)),
  Tags: Schema.Array(Schema.String),
  UserTemplate: named<UserTemplate>(UserTemplateSchema),
  UserTemplatePage: named<Page<UserTemplate>>(PageSchema(UserTemplateSchema)),
  OAuthToken: named<OAuthToken>(OAuthTokenSchema),
  // What a server stores.
  AdditionalProperties: AdditionalPropertiesSchema,
  PropertyDefinitions: named<ReadonlyArray<PropertyDefinition>>(
    Schema.Array(PropertyDefinitionSchema),
  ),
};
