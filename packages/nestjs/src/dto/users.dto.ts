import {
  PageSchema,
  PasswordResetRequestSchema,
  PropertyDefinitionSchema,
  PropertySchema,
  TokenRequestSchema,
  UserRelationshipSchema,
} from "@knetik-users/core/effect";
import { namedDto, usersDto } from "./define-dto.ts";
import {
  DocumentedNewPassword,
  DocumentedOAuthToken,
  DocumentedUser,
  DocumentedUserRegistration,
  DocumentedUserRelationship,
  DocumentedUserSummary,
  DocumentedUserTemplate,
  DocumentedUserTemplateInput,
  DocumentedUserTemplateUpdate,
  DocumentedUserUpdate,
} from "./documented-models.ts";

// In this order: those that others contain come first.

/** A custom property. A union, so it is no class to extend. */
export const PropertyDto = namedDto("PropertyDto", PropertySchema);
/** The definition of a property in a template. A union, so it is no class to extend. */
export const PropertyDefinitionDto = namedDto("PropertyDefinitionDto", PropertyDefinitionSchema);
/** A user in a relationship. */
export class UserRelationshipDto extends namedDto(
  "UserRelationshipDto",
  DocumentedUserRelationship,
  UserRelationshipSchema,
) {}

/** A user. */
export class UserDto extends namedDto("UserDto", DocumentedUser) {}
/** A row of a list of users. */
export class UserSummaryDto extends namedDto("UserSummaryDto", DocumentedUserSummary) {}
/** One page of a list of users. */
export class UserPageDto extends usersDto(PageSchema(UserSummaryDto.schema)) {}
/**
 * A registration. With the service's credentials the API accepts every field, including `tags` and
 * `template`: `pick` the fields that your callers may set.
 */
export class UserRegistrationDto extends usersDto(DocumentedUserRegistration) {}
/** Changes to a user; `null` clears a field. `pick` the fields that your callers may change. */
export class UserUpdateDto extends usersDto(DocumentedUserUpdate) {}

/** A template. */
export class UserTemplateDto extends namedDto("UserTemplateDto", DocumentedUserTemplate) {}
/** One page of a list of templates. */
export class UserTemplatePageDto extends usersDto(PageSchema(UserTemplateDto.schema)) {}
/** A new template. */
export class UserTemplateInputDto extends usersDto(DocumentedUserTemplateInput) {}
/** Changes to a template. */
export class UserTemplateUpdateDto extends usersDto(DocumentedUserTemplateUpdate) {}

/** A new password with the secret from the reset message. */
export class NewPasswordDto extends usersDto(DocumentedNewPassword) {}
/** The account whose password is reset. A union: use it with `@BodyOf` or a pipe. */
export const PasswordResetRequestDto = namedDto(
  "PasswordResetRequestDto",
  PasswordResetRequestSchema,
);
/** A request for a token. A union: use it with `@BodyOf` or a pipe. */
export const TokenRequestDto = namedDto("TokenRequestDto", TokenRequestSchema);
/** A token. */
export class OAuthTokenDto extends usersDto(DocumentedOAuthToken) {}
