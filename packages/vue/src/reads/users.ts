import type { User, UserRef, UserSearch, UserSummary, Page } from "@knetik-users/core";
import { getUser, getUsers, getUserTags } from "@knetik-users/core/endpoints";
import type { MaybeRefOrGetter } from "vue";
import { keepPrevious } from "./keepPrevious.ts";
import { type ClientOf, readOptions } from "./readOptions.ts";
import { makeRead, type ReadOptions, type UseReadReturn } from "./useRead.ts";

const usersOptions = readOptions<"getUsers">(getUsers);

/** Options of the query that {@link useUser} makes. */
export const userQueryOptions = readOptions<"getUser">(getUser);
/** Options of the query that {@link useUsers} makes. */
export const usersQueryOptions = (client: ClientOf<"getUsers">, search?: UserSearch) =>
  usersOptions(client, search);
/** Options of the query that {@link useUserTags} makes. */
export const userTagsQueryOptions = readOptions<"getUserTags">(getUserTags);

const readUser = makeRead("useUser", userQueryOptions);
const readUsers = makeRead("useUsers", usersQueryOptions, keepPrevious);
const readUserTags = makeRead("useUserTags", userTagsQueryOptions);

/**
 * Reads one user, or `"me"`. Waits while the id is `undefined`.
 *
 * @example
 * ```ts
 * import { useUser } from "@knetik-users/vue";
 *
 * const props = defineProps<{ id: number }>();
 * const { data: user, error } = useUser(() => props.id);
 * ```
 */
export const useUser = <Selected = User>(
  id: MaybeRefOrGetter<UserRef | undefined>,
  options?: MaybeRefOrGetter<ReadOptions<"getUser", Selected>>,
): UseReadReturn<"getUser", Selected> => readUser(id, options);

/**
 * Reads one page of the users that match a search. While the next page, or the answer to another
 * search, is on its way, the previous one stays: `isPlaceholderData` tells.
 */
export const useUsers = <Selected = Page<UserSummary>>(
  search?: MaybeRefOrGetter<UserSearch | undefined>,
  options?: MaybeRefOrGetter<ReadOptions<"getUsers", Selected>>,
): UseReadReturn<"getUsers", Selected> => readUsers(search, options);

/** Reads the tags of a user. Needs USERS_ADMIN. Waits while the id is `undefined`. */
export const useUserTags = <Selected = ReadonlyArray<string>>(
  userId: MaybeRefOrGetter<number | undefined>,
  options?: MaybeRefOrGetter<ReadOptions<"getUserTags", Selected>>,
): UseReadReturn<"getUserTags", Selected> => readUserTags(userId, options);
