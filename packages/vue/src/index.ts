export {
  createUsers,
  type CreateUsersOptions,
  type SessionPluginOptions,
} from "./plugin/createUsers.ts";
export { createUsersWithClient } from "./plugin/createUsersWithClient.ts";
export type { UsersPlugin } from "./plugin/makePlugin.ts";
export { useUsersClient } from "./context/useUsersClient.ts";
export { usersContextKey, type UsersContext } from "./context/usersContext.ts";

export {
  usersKey,
  type CoreQueryClient,
  type ListName,
  type QueryData,
  type QueryError,
  type UsersKey,
} from "./cache/usersKey.ts";
export type { ClientOf } from "./cache/callOperation.ts";
export type { GivenArguments, RouteParam } from "./cache/givenIds.ts";

export {
  useUser,
  userQueryOptions,
  useUsers,
  usersQueryOptions,
  useUserTags,
  userTagsQueryOptions,
} from "./queries/userQueries.ts";
export {
  infiniteUsersQueryOptions,
  useInfiniteUsers,
  type InfiniteUsersOptions,
  type InfiniteUsersQueryOptions,
  type UseInfiniteUsersReturn,
} from "./queries/useInfiniteUsers.ts";
export { userSummaryQueryOptions, useUserSummary } from "./queries/useUserSummary.ts";
export {
  useUserTemplate,
  userTemplateQueryOptions,
  useUserTemplates,
  userTemplatesQueryOptions,
} from "./queries/templateQueries.ts";
export type { UseUsersQueryOptions, UseUsersQueryReturn } from "./queries/makeQuery.ts";
export type { QueryArg, CommonQueryOptions, UsersQueryOptions } from "./queries/queryOptions.ts";

export * from "./mutations/userMutations.ts";
export * from "./mutations/passwordMutations.ts";
export * from "./mutations/templateMutations.ts";
export type { UseUsersMutationOptions, UseUsersMutationReturn } from "./mutations/makeMutation.ts";
export type { MutateCallbacks } from "./mutations/mutateCallbacks.ts";
export type {
  MutationContext,
  MutationData,
  MutationError,
  UsersMutationOptions,
  MutationName,
  MutationSettings,
} from "./mutations/mutationOptions.ts";
export type { OptimisticUpdate } from "./cache/optimisticUpdate.ts";
export type { TagVariables } from "./cache/optimisticTags.ts";

export { fieldErrorsOf, type FieldErrors } from "./mutations/fieldErrors.ts";
export { property, type PropertyKind } from "./queries/property.ts";

export { useSession, type UseSessionReturn } from "./plugin/useSession.ts";
export { webSessionStorage, type SessionStorage } from "./session/sessionStorage.ts";
export type { SessionRecord } from "./session/sessionRecord.ts";
export type {
  SessionOptions,
  SessionStatus,
  SignInError,
  UsersSession,
} from "./session/usersSession.ts";

export {
  usersPersister,
  type PersistedCache,
  type PersisterStorage,
  type UsersPersister,
  type UsersPersisterOptions,
} from "./plugin/usersPersister.ts";

export { dehydrateUsers, hydrateUsers } from "./ssr/dehydrateUsers.ts";
