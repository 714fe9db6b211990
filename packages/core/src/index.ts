export { createUsersClient } from "./client/createUsersClient.ts";
export { createPartialUsersClient } from "./client/createPartialUsersClient.ts";
export {
  createUserLoader,
  type LoadOptions,
  type UserLoader,
  type UserLoaderClient,
} from "./client/createUserLoader.ts";
export { parseJson, stringifyJson } from "./codec/json.ts";
export { KNETIK_SANDBOX_URL, type UsersClientOptions } from "./client/clientOptions.ts";
export type {
  PartialUsersClient,
  PromiseOperations,
  Result,
  ResultOperations,
  UsersClient,
} from "./client/usersClient.ts";
export type { EndpointOf, Endpoints, PagedOperation } from "./contract/selection.ts";
export type {
  CallOptions,
  HeaderValues,
  PagingOptions,
  PromiseCallOptions,
  TimeoutOptions,
} from "./call/callOptions.ts";
export type {
  AttemptEvent,
  ClientEvent,
  GiveUpEvent,
  RetryEvent,
  UnreadableFieldsEvent,
} from "./call/clientEvents.ts";
export type { RetryOptions } from "./call/retryOptions.ts";
export type { SpanTracer } from "./call/spanTracer.ts";
export type { Fetch, FetchedResponse, FetchInit } from "./call/fetchOption.ts";
export type {
  ClientCredentials,
  Credentials,
  GivenToken,
  PasswordCredentials,
  RefreshCredentials,
  TokenFunction,
  TokenRequestContext,
} from "./auth/credentials.ts";
export type { TokenEvent, TokenStoreEvent, TokenStoreProblem } from "./auth/tokenEvent.ts";
export { memoryTokenStore, type StoredToken, type TokenStore } from "./auth/tokenStore.ts";
export { webLock } from "./auth/webLock.ts";
export { tokenAccount } from "./client/tokenAccount.ts";
export type { ErrorOf, OperationName } from "./contract/contract.ts";

export {
  Aborted,
  BadRequest,
  ConnectionFailed,
  type ConnectionReason,
  Forbidden,
  InvalidInput,
  RateLimited,
  ServerError,
  TemplateAlreadyExists,
  TemplateInUse,
  TemplateNotFound,
  TimedOut,
  TokenFailure,
  type TokenFailureReason,
  Unauthorized,
  UnexpectedResponse,
  type UnexpectedReason,
  UserAlreadyExists,
  UserNotFound,
} from "./errors/errors.ts";
export type { ErrorDetails, FieldIssue, StopReason } from "./errors/details.ts";
export { ConfigurationError, type ConfigurationProblem } from "./errors/configurationError.ts";
export {
  isUsersError,
  type AuthFailure,
  type CallFailure,
  type UsersError,
} from "./errors/unions.ts";
export { plainUsersError, usersErrorFromPlain, type PlainUsersError } from "./errors/plain.ts";

export type { DeleteUserTemplateOptions } from "./models/deleteUserTemplateOptions.ts";
export type { UserRef } from "./models/identifiers.ts";
export type { Direction, Order } from "./models/order.ts";
export type { Page, PageOrder } from "./models/page.ts";
export type { NewPassword, PasswordResetRequest } from "./models/passwords.ts";
export type {
  AdditionalProperties,
  BooleanProperty,
  DateProperty,
  FileGroupKind,
  FileGroupProperty,
  FileKind,
  FileProperty,
  ListProperty,
  LongProperty,
  MapProperty,
  NumberProperty,
  Property,
  TextProperty,
  UnknownProperty,
} from "./models/property.ts";
export type {
  PropertyDefinition,
  PropertyField,
  PropertyFieldList,
} from "./models/propertyDefinition.ts";
export type { UserTemplate, UserTemplateInput, UserTemplateUpdate } from "./models/template.ts";
export type { UserTemplateSearch } from "./models/templateSearch.ts";
export type { OAuthToken, TokenRequest } from "./models/token.ts";
export type {
  User,
  UserRegistration,
  UserRelationship,
  UserSummary,
  UserUpdate,
} from "./models/user.ts";
export type { DateComparison, UserFilter, UserSearch } from "./models/userSearch.ts";
