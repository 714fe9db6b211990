export { EpochSeconds } from "./epochSeconds.ts";
export { Id, isPlainText, Tag, UserId, UserRef } from "./identifiers.ts";
export type { Direction, Order } from "./order.ts";
export { Page, type PageOrder } from "./page.ts";
export { pagingDefaults } from "./paging.ts";
export { NewPassword, PasswordResetRequest } from "./passwords.ts";
export * from "./property.ts";
export * from "./propertyDefinition.ts";
export { UserTemplate, UserTemplateInput, UserTemplateUpdate } from "./template.ts";
export { templateSortProperties, UserTemplateSearch } from "./templateSearch.ts";
export { OAuthToken, TokenRequest } from "./token.ts";
export { User, UserRegistration, UserRelationship, UserSummary, UserUpdate } from "./user.ts";
export {
  UserFilter,
  userFilterParameters,
  UserSearch,
  userSortProperties,
  type DateComparison,
} from "./userSearch.ts";
