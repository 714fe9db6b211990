export {
  NewPasswordDto,
  OAuthTokenDto,
  PasswordResetRequestDto,
  TokenRequestDto,
  UserDto,
  UserPageDto,
  UserRegistrationDto,
  UserSummaryDto,
  UserTemplateDto,
  UserTemplateInputDto,
  UserTemplatePageDto,
  UserTemplateUpdateDto,
  UserUpdateDto,
} from "./dto/models.ts";
export {
  UserSearchQueryDto,
  UserTemplateSearchQueryDto,
  type QueryParameter,
  type UsersQueryDto,
} from "./dto/queries.ts";
export { usersDto, type StandardDto, type UsersDto, type UsersStructDto } from "./dto/usersDto.ts";
export type { OpenApiSchema } from "./dto/openApi.ts";
export { UsersJson } from "./dto/usersJson.ts";
export { UsersSchemaPipe } from "./dto/usersSchemaPipe.ts";
