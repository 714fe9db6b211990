import type { User, UserRef, UserSearch, UserSummary, Page } from "@knetik-users/core";
import { getUser, getUsers, getUserTags } from "@knetik-users/core/endpoints";
import type { MaybeRefOrGetter } from "vue";
import type { ClientOf } from "../cache/callOperation.ts";
import type { RouteParam } from "../cache/givenIds.ts";
import { keepPrevious } from "./keepPrevious.ts";
import { makeQueryOptions } from "./queryOptions.ts";
import { makeQuery, type UseUsersQueryOptions, type UseUsersQueryReturn } from "./makeQuery.ts";

const usersOptions = makeQueryOptions<"getUsers">(getUsers);

/** Query options of {@link useUser}, for `prefetchQuery` and the like. */
export const userQueryOptions = makeQueryOptions<"getUser">(getUser);
/** Query options of {@link useUsers}. */
export const usersQueryOptions = (client: ClientOf<"getUsers">, search?: UserSearch) =>
  usersOptions(client, search);
/** Query options of {@link useUserTags}. */
export const userTagsQueryOptions = makeQueryOptions<"getUserTags">(getUserTags);

const readUser = makeQuery("useUser", userQueryOptions);
const readUsers = makeQuery("useUsers", usersQueryOptions, keepPrevious);
const readUserTags = makeQuery("useUserTags", userTagsQueryOptions);

/**
 * Reads one user, or `"me"`. Waits while the id is `undefined` or empty. The id may be a parameter of a
 * route: `"42"` is the user 42, and text that is no id fails with `InvalidInput` before anything is sent.
 *
 * @example
 * ```ts
 * import { useUser } from "@knetik-users/vue";
 * import { useRoute } from "vue-router";
 *
 * const route = useRoute();
 * const { data: user, error } = useUser(() => route.params.id);
 * ```
 */
export const useUser = <Selected = User>(
  id: MaybeRefOrGetter<UserRef | RouteParam | undefined>,
  options?: MaybeRefOrGetter<UseUsersQueryOptions<"getUser", Selected>>,
): UseUsersQueryReturn<"getUser", Selected> => readUser(id, options);

/**
 * Reads one page of the users that match a search. The previous page stays visible while the next
 * one loads; `isPlaceholderData` is then `true`.
 */
export const useUsers = <Selected = Page<UserSummary>>(
  search?: MaybeRefOrGetter<UserSearch | undefined>,
  options?: MaybeRefOrGetter<UseUsersQueryOptions<"getUsers", Selected>>,
): UseUsersQueryReturn<"getUsers", Selected> => readUsers(search, options);

/** Reads the tags of a user. Needs USERS_ADMIN. Waits while the id is `undefined`. */
export const useUserTags = <Selected = ReadonlyArray<string>>(
  userId: MaybeRefOrGetter<number | RouteParam | undefined>,
  options?: MaybeRefOrGetter<UseUsersQueryOptions<"getUserTags", Selected>>,
): UseUsersQueryReturn<"getUserTags", Selected> => readUserTags(userId, options);
