export { EpochSeconds } from "./epochSeconds.ts";
export { Id, isPlainText, Tag, UserId, type UserRef, UserRefSchema } from "./identifiers.ts";
export type { Direction, Order } from "./order.ts";
export { type Page, PageSchema, type PageOrder } from "./page.ts";
export { pagingDefaults } from "./paging.ts";
export {
  type NewPassword,
  NewPasswordSchema,
  type PasswordResetRequest,
  PasswordResetRequestSchema,
} from "./passwords.ts";
export * from "./property.ts";
export * from "./propertyDefinition.ts";
export {
  type UserTemplate,
  UserTemplateSchema,
  type UserTemplateInput,
  UserTemplateInputSchema,
  type UserTemplateUpdate,
  UserTemplateUpdateSchema,
} from "./template.ts";
export {
  templateSortProperties,
  type UserTemplateSearch,
  UserTemplateSearchSchema,
} from "./templateSearch.ts";
export {
  type OAuthToken,
  OAuthTokenSchema,
  type TokenRequest,
  TokenRequestSchema,
} from "./token.ts";
export {
  type User,
  UserSchema,
  type UserRegistration,
  UserRegistrationSchema,
  type UserRelationship,
  UserRelationshipSchema,
  type UserSummary,
  UserSummarySchema,
  type UserUpdate,
  UserUpdateSchema,
} from "./user.ts";
export {
  type UserFilter,
  UserFilterSchema,
  userFilterParameters,
  type UserSearch,
  UserSearchSchema,
  userSortProperties,
  type DateComparison,
} from "./userSearch.ts";
