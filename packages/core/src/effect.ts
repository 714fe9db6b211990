export { promiseClient } from "./client/promiseClient.ts";
export type {
  PartialUsersClient,
  PromiseCallOptions,
  PromiseOperations,
  Result,
  ResultOperations,
  UsersClient,
} from "./client/promiseApi.ts";
export { Users } from "./client/users.ts";
export type {
  ErrorOf,
  PagedOperation,
  UsersApi,
  UsersLists,
  UsersOperations,
} from "./client/api.ts";
export {
  KNETIK_SANDBOX_URL,
  type CallOptions,
  type TimeoutOptions,
  type UsersClientOptions,
} from "./client/options.ts";

export { contract, type Contract, type OperationName, type ReadName } from "./contract/contract.ts";
export { roles, type Access, type Role } from "./contract/access.ts";
export type {
  ArgumentsOf,
  BodyDefinition,
  Endpoint,
  EndpointAuth,
  Failing,
  FailureClass,
  FailureOf,
  Invalidation,
  QueryDefinition,
  RequestInput,
  Resource,
  RetryClass,
  RowOf,
  Subject,
  SuccessOf,
} from "./contract/endpoint.ts";
export { encodeRequest, type EncodedRequest } from "./contract/encodeRequest.ts";
export { decodeRequest, type ReceivedRequest } from "./contract/decodeRequest.ts";
export { refusalsOf, type SchemaRefusal } from "./contract/issues.ts";
export { redactBody, redactQuery } from "./contract/redactRequest.ts";
export { decodeWire, encodeSuccess, encodeWire } from "./contract/response.ts";

export * from "./errors/index.ts";
export { fieldsForEveryone } from "./model/audience.ts";
export { toSnakeCase } from "./model/names.ts";
export { isReadOnly } from "./model/readOnly.ts";
export * from "./model/schemas.ts";

export type {
  ClientCredentials,
  Credentials,
  GivenToken,
  PasswordCredentials,
  RefreshCredentials,
  TokenRequestContext,
} from "./auth/credentials.ts";
export { memoryTokenStore, type StoredToken, type TokenStore } from "./auth/tokenStore.ts";
export type { ClientEvent } from "./observe/events.ts";
export type { PagingOptions } from "./paging/pages.ts";
export type { RetryOptions } from "./retry/options.ts";
export type { Fetch } from "./transport/transport.ts";
