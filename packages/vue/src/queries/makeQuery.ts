import type { UsersClient } from "@knetik-users/core";
import type { ReadName } from "@knetik-users/core/endpoints";
import { type QueryObserverOptions, useQuery, type UseQueryReturnType } from "@tanstack/vue-query";
import { computed, type MaybeRefOrGetter, toValue } from "vue";
import type { QueryData, QueryError } from "../cache/usersKey.ts";
import { useUsersContext } from "../context/usersContext.ts";
import { prefetchOnServer, isServer, serverOptions } from "../ssr/serverPrefetch.ts";
import type { QueryArg, UsersQueryOptions } from "./queryOptions.ts";
import { useIsShown } from "./useIsShown.ts";

/** Options of a query, besides its argument. */
export interface UseUsersQueryOptions<
  Name extends ReadName,
  Selected = QueryData<Name>,
  Data = QueryData<Name>,
> extends Partial<
  Pick<
    QueryObserverOptions<Data, QueryError<Name>, Selected, Data>,
    | "staleTime"
    | "gcTime"
    | "refetchOnMount"
    | "refetchOnWindowFocus"
    | "refetchOnReconnect"
    | "refetchInterval"
    | "refetchIntervalInBackground"
    | "networkMode"
    | "select"
    | "initialData"
    | "initialDataUpdatedAt"
    | "placeholderData"
    | "throwOnError"
    | "meta"
  >
> {
  /** `false` disables the query. A query whose id is `undefined` is disabled in any case. */
  readonly enabled?: MaybeRefOrGetter<boolean | undefined>;
  /** `false` skips the query during server rendering and runs it in the browser. */
  readonly serverPrefetch?: boolean;
}

/** The refs of a query: `data`, `error`, `isPending` and all others of Vue Query. */
export type UseUsersQueryReturn<
  Name extends ReadName,
  Selected = QueryData<Name>,
> = UseQueryReturnType<Selected, QueryError<Name>>;

/** Combines all conditions under which a query runs. */
export const isEnabled = (
  complete: boolean,
  { enabled, serverPrefetch }: Pick<UseUsersQueryOptions<ReadName>, "enabled" | "serverPrefetch">,
): boolean => complete && (toValue(enabled) ?? true) && !(serverPrefetch === false && isServer());

/** Makes the composable of a read. `optionsOf` runs again when an argument changes. */
export const makeQuery =
  <Name extends ReadName, Data = QueryData<Name>, Arg = QueryArg<Name>>(
    composable: string,
    optionsOf: (client: UsersClient, arg: Arg | undefined) => UsersQueryOptions<Name, Data>,
    defaults: (generation: number) => Partial<UseUsersQueryOptions<Name>> = () => ({}),
  ) =>
  <Selected = Data>(
    arg: MaybeRefOrGetter<Arg | undefined>,
    options: MaybeRefOrGetter<UseUsersQueryOptions<Name, Selected, Data>> = {},
  ): UseUsersQueryReturn<Name, Selected> => {
    const { client, queryClient, generation } = useUsersContext(composable);
    const isShown = useIsShown();
    const resolved = computed(() => {
      const own = optionsOf(client, toValue(arg));
      const given = toValue(options);
      return {
        ...defaults(generation.value),
        ...given,
        ...own,
        ...serverOptions(),
        enabled: isShown.value && isEnabled(own.enabled, given),
      };
    });
    const query = useQuery<Data, QueryError<Name>, Selected>(resolved as never, queryClient);
    prefetchOnServer(query, () => resolved.value.enabled);
    return query;
  };
