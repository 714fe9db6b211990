export type { Direction, Order } from "./order.ts";
export type { Page, PageOrder } from "./page.ts";
export type { NewPassword, PasswordResetRequest } from "./passwords.ts";
export type {
  AdditionalProperties,
  BooleanProperty,
  DateProperty,
  FileGroupKind,
  FileGroupProperty,
  FileKind,
  FileProperty,
  ListProperty,
  MapProperty,
  NumberProperty,
  Property,
  TextProperty,
  UnknownProperty,
} from "./property.ts";
export type { PropertyDefinition, PropertyField, PropertyFieldList } from "./propertyDefinition.ts";
export type { UserTemplate, UserTemplateInput, UserTemplateUpdate } from "./template.ts";
export type { UserTemplateSearch } from "./templateSearch.ts";
export type { OAuthToken, TokenRequest } from "./token.ts";
export type { User, UserRegistration, UserRelationship, UserSummary, UserUpdate } from "./user.ts";
export type { DateComparison, UserFilter, UserSearch } from "./userSearch.ts";
export type { UserRef } from "./identifiers.ts";
export type { DeleteUserTemplateOptions } from "./deleteUserTemplateOptions.ts";
