export { createUsers, type CreateUsersOptions, type UsersPlugin } from "./plugin/createUsers.ts";
export { useUsersClient } from "./plugin/useUsersClient.ts";
export { usersContextKey, type UsersContext } from "./plugin/usersContext.ts";

export {
  usersKey,
  type ListName,
  type ReadData,
  type ReadError,
  type UsersKey,
} from "./keys/usersKey.ts";
export type { Cache } from "./keys/cache.ts";

export {
  useUser,
  userQueryOptions,
  useUsers,
  usersQueryOptions,
  useUserTags,
  userTagsQueryOptions,
} from "./reads/users.ts";
export {
  infiniteUsersQueryOptions,
  useInfiniteUsers,
  type InfiniteUsersOptions,
  type InfiniteUsersQueryOptions,
  type UseInfiniteUsersReturn,
} from "./reads/infinite.ts";
export {
  useUserTemplate,
  userTemplateQueryOptions,
  useUserTemplates,
  userTemplatesQueryOptions,
} from "./reads/templates.ts";
export type { ReadOptions, UseReadReturn } from "./reads/useRead.ts";
export type { Asked, ClientOf, CommonOptions, ReadQueryOptions } from "./reads/readOptions.ts";

export * from "./writes/users.ts";
export * from "./writes/passwords.ts";
export * from "./writes/templates.ts";
export type { UseWriteOptions, UseWriteReturn } from "./writes/useWrite.ts";
export type {
  WriteContext,
  WriteData,
  WriteError,
  WriteMutationOptions,
  WriteName,
  WriteOptions,
} from "./writes/writeOptions.ts";
export type { Optimistic } from "./optimistic/optimistic.ts";
export type { TagVariables } from "./optimistic/tags.ts";

export { fieldErrorsOf, type FieldErrors } from "./forms/fieldErrors.ts";
export { property, type PropertyKind } from "./properties/property.ts";

export { useSession, type UseSessionReturn } from "./session/useSession.ts";
export { webSessionStorage, type SessionStorage } from "./session/sessionStorage.ts";
export type { SessionRecord } from "./session/sessionRecord.ts";
export type {
  SessionOptions,
  SessionStatus,
  SignInError,
  UsersSession,
} from "./session/usersSession.ts";

export { dehydrateUsers, hydrateUsers } from "./ssr/dehydrateUsers.ts";
