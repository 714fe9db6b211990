export { createUsersClient } from "./client/createUsersClient.ts";
export { createPartialUsersClient } from "./client/createPartialUsersClient.ts";
export {
  KNETIK_SANDBOX_URL,
  type CallOptions,
  type TimeoutOptions,
  type UsersClientOptions,
} from "./client/options.ts";
export type {
  PartialUsersClient,
  PromiseCallOptions,
  PromiseOperations,
  Result,
  ResultOperations,
  UsersClient,
} from "./client/promiseApi.ts";
export type { EndpointOf, Endpoints, ErrorOf, PagedOperation } from "./client/api.ts";
export type { OperationName } from "./contract/contract.ts";
export type { Failing } from "./contract/endpoint.ts";

export * from "./errors/index.ts";
export * from "./model/types.ts";

export type {
  ClientCredentials,
  Credentials,
  GivenToken,
  PasswordCredentials,
  RefreshCredentials,
  TokenRequestContext,
} from "./auth/credentials.ts";
export { memoryTokenStore, type StoredToken, type TokenStore } from "./auth/tokenStore.ts";
export type {
  AttemptEvent,
  ClientEvent,
  GiveUpEvent,
  RetryEvent,
  TokenEvent,
} from "./observe/events.ts";
export type { PagingOptions } from "./paging/pages.ts";
export type { RetryOptions } from "./retry/options.ts";
export type { StopReason } from "./retry/schedule.ts";
export type { Fetch } from "./transport/transport.ts";
