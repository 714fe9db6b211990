export {
  NewPasswordDto,
  OAuthTokenDto,
  PasswordResetRequestDto,
  PropertyDefinitionDto,
  PropertyDto,
  TokenRequestDto,
  UserDto,
  UserPageDto,
  UserRegistrationDto,
  UserRelationshipDto,
  UserSummaryDto,
  UserTemplateDto,
  UserTemplateInputDto,
  UserTemplatePageDto,
  UserTemplateUpdateDto,
  UserUpdateDto,
} from "./dto/users.dto.ts";
export {
  UserSearchQueryDto,
  UserTemplateSearchQueryDto,
  type QueryParameter,
  type UsersQueryDto,
} from "./dto/users-query.dto.ts";
export {
  usersDto,
  type StandardDto,
  type UsersDto,
  type UsersStructDto,
} from "./dto/define-dto.ts";
export type { OpenApiSchema } from "./dto/open-api-schema.ts";
export { UsersJson } from "./dto/users-json.decorator.ts";
export { UsersSchemaPipe } from "./dto/users-schema.pipe.ts";
export { UsersValidationPipe } from "./dto/users-validation.pipe.ts";
