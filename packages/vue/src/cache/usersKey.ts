import type { Aborted, OperationName, UserSummary } from "@knetik-users/core";
import type { Contract, ErrorOf, ReadName, SuccessOf } from "@knetik-users/core/endpoints";
import * as endpoints from "@knetik-users/core/endpoints";
import type { DataTag, InfiniteData, MutationFunctionContext } from "@tanstack/vue-query";

import { type GivenArguments, type RouteParam, userIdIn, withIds } from "./givenIds.ts";

/** The query client of TanStack's core, which Vue Query's own client extends. */
export type CoreQueryClient = MutationFunctionContext["client"];

const root = "knetik-users";

/** The cached result of a read. */
export type QueryData<Name extends ReadName> = SuccessOf<Contract[Name]>;
/** Every error of a read, distinguished by `_tag`. */
export type QueryError<Name extends ReadName> = ErrorOf<Contract[Name]> | Aborted;
/** Names of the reads that return a page of a list. */
export type ListName = {
  [Name in ReadName]: Contract[Name] extends { readonly isPage: true } ? Name : never;
}[ReadName];

/** The key of a read: its name and its arguments. */
export type UsersKey<Name extends ReadName> = readonly [typeof root, Name, ...Array<unknown>];

interface MakeUsersKey {
  /** All queries of this package. */
  (): readonly [typeof root];
  /** All queries of one read. */
  <Name extends ReadName>(name: Name): readonly [typeof root, Name];
  /** One query. */
  <Name extends ReadName>(
    name: Name,
    ...args: GivenArguments<Contract[Name]>
  ): DataTag<UsersKey<Name>, QueryData<Name>, QueryError<Name>>;
  /** The pages of a list read with `useInfinite…`. */
  readonly infinite: <Name extends ListName>(
    name: Name,
    ...args: GivenArguments<Contract[Name]>
  ) => DataTag<UsersKey<Name>, InfiniteData<QueryData<Name>, number>, QueryError<Name>>;
  /** One user, read with `useUserSummary`. */
  readonly summary: (
    id: number | RouteParam | undefined,
  ) => DataTag<UsersKey<"getUsers">, UserSummary | null, QueryError<"getUsers">>;
  /** The mutations of one operation, for `useIsMutating` and `useMutationState`. */
  readonly write: <Name extends OperationName>(name: Name) => readonly [typeof root, Name];
}

const key = (name?: ReadName, ...args: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
  name === undefined ? [root] : [root, name, ...withIds(endpoints[name], args)];

/**
 * Query keys of this package, for `getQueryData`, `invalidateQueries` and the like. An omitted search
 * is `{}`; `usersKey("getUsers")` matches every search. An id may be a parameter of a route: the keys of
 * `"42"` and `42` are equal.
 *
 * @example
 * ```ts
 * import { usersKey } from "@knetik-users/vue";
 * import { QueryClient } from "@tanstack/vue-query";
 *
 * const queryClient = new QueryClient();
 * const user = queryClient.getQueryData(usersKey("getUser", 42));
 * console.log(user?.displayName);
 * await queryClient.invalidateQueries({ queryKey: usersKey("getUsers") });
 * ```
 */
export const usersKey: MakeUsersKey = Object.assign(key as MakeUsersKey, {
  infinite: ((name: ReadName, ...args: ReadonlyArray<unknown>) =>
    key(name, args[0] ?? {}, "infinite")) as MakeUsersKey["infinite"],
  summary: ((id: number | RouteParam | undefined) =>
    key("getUsers", { filter: { ids: [userIdIn(id)] } }, "summary")) as MakeUsersKey["summary"],
  write: <Name extends OperationName>(name: Name) => [root, name] as const,
});

/** Parses a key into the read and its arguments; `undefined` if it is not a key of this package. */
export const readOfKey = (
  queryKey: ReadonlyArray<unknown>,
): { readonly name: string; readonly args: ReadonlyArray<unknown> } | undefined => {
  const [first, name, ...args] = queryKey;
  return first === root && typeof name === "string" ? { name, args } : undefined;
};
