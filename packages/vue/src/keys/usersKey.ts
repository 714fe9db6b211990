import type { Aborted, OperationName } from "@knetik-users/core";
import type {
  ArgumentsOf,
  Contract,
  FailureOf,
  ReadName,
  SuccessOf,
} from "@knetik-users/core/effect";
import type { DataTag, InfiniteData } from "@tanstack/vue-query";

const root = "knetik-users";

/** What the cache holds of a read. */
export type ReadData<Name extends ReadName> = SuccessOf<Contract[Name]>;
/** Everything a read can fail with, told apart by `_tag`. */
export type ReadError<Name extends ReadName> = FailureOf<Contract[Name]> | Aborted;
/** Lists that can be read page after page. */
export type ListName = {
  [Name in ReadName]: Contract[Name] extends { readonly row: unknown } ? Name : never;
}[ReadName];

/** The key of one read: its name, and what it was asked. */
export type UsersKey<Name extends ReadName> = readonly [typeof root, Name, ...Array<unknown>];

interface MakeUsersKey {
  /** Everything of this package. */
  (): readonly [typeof root];
  /** Every answer of one read. */
  <Name extends ReadName>(name: Name): readonly [typeof root, Name];
  /** One answer. */
  <Name extends ReadName>(
    name: Name,
    ...args: ArgumentsOf<Contract[Name]>
  ): DataTag<UsersKey<Name>, ReadData<Name>, ReadError<Name>>;
  /** The pages of a list that was read with `useInfinite…`. */
  readonly infinite: <Name extends ListName>(
    name: Name,
    ...args: ArgumentsOf<Contract[Name]>
  ) => DataTag<UsersKey<Name>, InfiniteData<ReadData<Name>, number>, ReadError<Name>>;
  /** The mutations of one write, for `useIsMutating` and `useMutationState`. */
  readonly write: <Name extends OperationName>(name: Name) => readonly [typeof root, Name];
}

const key = (name?: ReadName, ...args: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
  name === undefined ? [root] : [root, name, ...args];

/**
 * The keys under which this package caches, for `getQueryData`, `invalidateQueries` and the like.
 * A search that is left out is `{}`; `usersKey("getUsers")` means every search.
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
  write: <Name extends OperationName>(name: Name) => [root, name] as const,
});

/** The read and its arguments that a key stands for; `undefined` of a key of somebody else. */
export const readOfKey = (
  queryKey: ReadonlyArray<unknown>,
): { readonly name: string; readonly args: ReadonlyArray<unknown> } | undefined => {
  const [first, name, ...args] = queryKey;
  return first === root && typeof name === "string" ? { name, args } : undefined;
};
