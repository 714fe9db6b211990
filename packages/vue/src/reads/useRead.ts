import type { UsersClient } from "@knetik-users/core";
import type { ReadName } from "@knetik-users/core/effect";
import { type QueryObserverOptions, useQuery, type UseQueryReturnType } from "@tanstack/vue-query";
import { computed, type MaybeRefOrGetter, toValue } from "vue";
import type { ReadData, ReadError } from "../keys/usersKey.ts";
import { useUsersContext } from "../plugin/usersContext.ts";
import { renderOnServer, rendersOnServer, serverOptions } from "../ssr/renderOnServer.ts";
import type { Asked, ReadQueryOptions } from "./readOptions.ts";

/** What a read can be told besides what it asks for. */
export interface ReadOptions<Name extends ReadName, Selected = ReadData<Name>> extends Partial<
  Pick<
    QueryObserverOptions<ReadData<Name>, ReadError<Name>, Selected, ReadData<Name>>,
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
  /** `false` waits. A read whose id is `undefined` waits in any case. */
  readonly enabled?: MaybeRefOrGetter<boolean | undefined>;
  /** `false`: the server renders without it, and the browser reads it. */
  readonly serverPrefetch?: boolean;
}

/** The refs of a read: `data`, `error`, `isPending` and all that Vue Query gives. */
export type UseReadReturn<Name extends ReadName, Selected = ReadData<Name>> = UseQueryReturnType<
  Selected,
  ReadError<Name>
>;

/** Whether a query may ask, all in all. */
export const mayAsk = (
  complete: boolean,
  { enabled, serverPrefetch }: Pick<ReadOptions<ReadName>, "enabled" | "serverPrefetch">,
): boolean =>
  complete && (toValue(enabled) ?? true) && !(serverPrefetch === false && rendersOnServer());

/** Makes the composable of a read; `optionsOf` is asked anew when an argument changes. */
export const makeRead =
  <Name extends ReadName>(
    composable: string,
    optionsOf: (client: UsersClient, asked: Asked<Name> | undefined) => ReadQueryOptions<Name>,
    defaults: (generation: number) => Partial<ReadOptions<Name>> = () => ({}),
  ) =>
  <Selected = ReadData<Name>>(
    asked: MaybeRefOrGetter<Asked<Name> | undefined>,
    options: MaybeRefOrGetter<ReadOptions<Name, Selected>> = {},
  ): UseReadReturn<Name, Selected> => {
    const { client, queryClient, generation } = useUsersContext(composable);
    const resolved = computed(() => {
      const own = optionsOf(client, toValue(asked));
      const given = toValue(options);
      return {
        ...defaults(generation.value),
        ...given,
        ...own,
        ...serverOptions(),
        enabled: mayAsk(own.enabled, given),
      };
    });
    const query = useQuery<ReadData<Name>, ReadError<Name>, Selected>(
      resolved as never,
      queryClient,
    );
    renderOnServer(query, () => resolved.value.enabled);
    return query;
  };
