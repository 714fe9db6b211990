import {
  createUserLoader,
  type UserLoader,
  type UserLoaderClient,
  type UserSummary,
} from "@knetik-users/core";
import type { MaybeRefOrGetter } from "vue";
import { type RouteParam, userIdIn } from "../cache/givenIds.ts";
import { usersKey } from "../cache/usersKey.ts";
import { makeQuery, type UseUsersQueryOptions, type UseUsersQueryReturn } from "./makeQuery.ts";
import { commonQueryOptions, type UsersQueryOptions } from "./queryOptions.ts";

const loaders = new WeakMap<UserLoaderClient, UserLoader>();

/** All queries of a client share a loader, so that they share requests. */
const loaderOf = (client: UserLoaderClient): UserLoader => {
  const loader = loaders.get(client) ?? createUserLoader(client);
  loaders.set(client, loader);
  return loader;
};

/** Query options of {@link useUserSummary}. */
export const userSummaryQueryOptions = (
  client: UserLoaderClient,
  id: number | RouteParam | undefined,
): UsersQueryOptions<"getUsers", UserSummary | null> => {
  const known = userIdIn<number>(id);
  return {
    ...commonQueryOptions,
    enabled: known !== undefined,
    queryKey: usersKey.summary(known),
    // Vue Query does not cache `undefined`.
    queryFn: async ({ signal }) =>
      (await loaderOf(client).load(known ?? Number.NaN, { signal })) ?? null,
  };
};

const readUserSummary = makeQuery("useUserSummary", userSummaryQueryOptions);

/**
 * Reads a few fields of one user, for lists whose rows each need one: the queries of one tick share a
 * request for up to 100 users. `data` is `null` if there is no such user. Waits while the id is
 * `undefined` or empty.
 *
 * @example
 * ```ts
 * import { useUserSummary } from "@knetik-users/vue";
 *
 * const props = defineProps<{ authorId: number }>();
 * const { data: author } = useUserSummary(() => props.authorId, { staleTime: 60_000 });
 * ```
 */
export const useUserSummary = <Selected = UserSummary | null>(
  id: MaybeRefOrGetter<number | RouteParam | undefined>,
  options?: MaybeRefOrGetter<UseUsersQueryOptions<"getUsers", Selected, UserSummary | null>>,
): UseUsersQueryReturn<"getUsers", Selected> => readUserSummary(id, options);
