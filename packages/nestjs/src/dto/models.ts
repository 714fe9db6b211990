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
import { usersDto } from "./usersDto.ts";

/** A user. */
export const UserDto = usersDto(UserSchema);
/** A row of a list of users. */
export const UserSummaryDto = usersDto(UserSummarySchema);
/** One page of a list of users. */
export const UserPageDto = usersDto(PageSchema(UserSummaryDto.schema));
/**
 * What registers a user. With the service's credentials the API sets everything, `tags` and
 * `template` too: `pick` what your callers may choose.
 */
export const UserRegistrationDto = usersDto(UserRegistrationSchema);
/** What changes a user: `null` clears a field. `pick` what your callers may change. */
export const UserUpdateDto = usersDto(UserUpdateSchema);
export const UserTemplateDto = usersDto(UserTemplateSchema);
/** One page of a list of templates. */
export const UserTemplatePageDto = usersDto(PageSchema(UserTemplateDto.schema));
export const UserTemplateInputDto = usersDto(UserTemplateInputSchema);
export const UserTemplateUpdateDto = usersDto(UserTemplateUpdateSchema);
/** A new password, and the secret of the reset message. */
export const NewPasswordDto = usersDto(NewPasswordSchema);
/** Whose password is to be reset. */
export const PasswordResetRequestDto = usersDto(PasswordResetRequestSchema);
export const TokenRequestDto = usersDto(TokenRequestSchema);
export const OAuthTokenDto = usersDto(OAuthTokenSchema);
