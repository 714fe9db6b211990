import {
  NewPasswordSchema,
  OAuthTokenSchema,
  PageSchema,
  PasswordResetRequestSchema,
  TokenRequestSchema,
  UserRegistrationSchema,
  UserSchema,
  UserSummarySchema,
  UserTemplateInputSchema,
  UserTemplateSchema,
  UserTemplateUpdateSchema,
  UserUpdateSchema,
} from "@knetik-users/core/effect";
import { usersDto } from "./define-dto.ts";

/** A user. */
export const UserDto = usersDto(UserSchema);
/** A row of a list of users. */
export const UserSummaryDto = usersDto(UserSummarySchema);
/** One page of a list of users. */
export const UserPageDto = usersDto(PageSchema(UserSummaryDto.schema));
/**
 * A registration. With the service's credentials the API accepts every field, including `tags` and
 * `template`: `pick` the fields that your callers may set.
 */
export const UserRegistrationDto = usersDto(UserRegistrationSchema);
/** Changes to a user; `null` clears a field. `pick` the fields that your callers may change. */
export const UserUpdateDto = usersDto(UserUpdateSchema);
export const UserTemplateDto = usersDto(UserTemplateSchema);
/** One page of a list of templates. */
export const UserTemplatePageDto = usersDto(PageSchema(UserTemplateDto.schema));
export const UserTemplateInputDto = usersDto(UserTemplateInputSchema);
export const UserTemplateUpdateDto = usersDto(UserTemplateUpdateSchema);
/** A new password with the secret from the reset message. */
export const NewPasswordDto = usersDto(NewPasswordSchema);
/** The account whose password is reset. */
export const PasswordResetRequestDto = usersDto(PasswordResetRequestSchema);
export const TokenRequestDto = usersDto(TokenRequestSchema);
export const OAuthTokenDto = usersDto(OAuthTokenSchema);
