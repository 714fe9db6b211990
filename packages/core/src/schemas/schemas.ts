import * as Schema from "effect/Schema";
import type { Models } from "../models/models.ts";
import { DeleteUserTemplateOptionsSchema } from "./deleteUserTemplateOptions.ts";
import { Id, Tag, UserId, UserRefSchema } from "./identifiers.ts";
import { PageSchema } from "./page.ts";
import { NewPasswordSchema, PasswordResetRequestSchema } from "./passwords.ts";
import { AdditionalPropertiesSchema } from "./property.ts";
import { PropertyDefinitionSchema } from "./propertyDefinition.ts";
import {
  UserTemplateInputSchema,
  UserTemplateSchema,
  UserTemplateUpdateSchema,
} from "./template.ts";
import { UserTemplateSearchSchema } from "./templateSearch.ts";
import { OAuthTokenSchema, TokenRequestSchema } from "./token.ts";
import {
  Password,
  UserRegistrationSchema,
  UserSchema,
  UserSummarySchema,
  UserUpdateSchema,
} from "./user.ts";
import { UserSearchSchema } from "./userSearch.ts";

/** The schemas that are compiled to codecs, by the codec's name. */
export const schemas = {
  UserId,
  UserRef: UserRefSchema,
  Id,
  Tag,
  Password,
  UserSearch: UserSearchSchema,
  UserTemplateSearch: UserTemplateSearchSchema,
  DeleteUserTemplateOptions: DeleteUserTemplateOptionsSchema,
  UserRegistration: UserRegistrationSchema,
  UserUpdate: UserUpdateSchema,
  UserTemplateInput: UserTemplateInputSchema,
  UserTemplateUpdate: UserTemplateUpdateSchema,
  NewPassword: NewPasswordSchema,
  PasswordResetRequest: PasswordResetRequestSchema,
  TokenRequest: TokenRequestSchema,
  User: UserSchema,
  UserSummary: UserSummarySchema,
  UserPage: PageSchema(UserSummarySchema),
  Tags: Schema.Array(Schema.String),
  UserTemplate: UserTemplateSchema,
  UserTemplatePage: PageSchema(UserTemplateSchema),
  OAuthToken: OAuthTokenSchema,
  AdditionalProperties: AdditionalPropertiesSchema,
  PropertyDefinitions: Schema.Array(PropertyDefinitionSchema),
} satisfies { readonly [Name in keyof Models]: Schema.Codec<Models[Name], unknown> };
