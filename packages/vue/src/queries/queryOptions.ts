import type { Contract, Endpoint, ReadName } from "@knetik-users/core/endpoints";
import type { DataTag, QueryFunctionContext } from "@tanstack/vue-query";
import {
  type QueryData,
  type QueryError,
  readOfKey,
  type UsersKey,
  usersKey,
} from "../cache/usersKey.ts";
import { callOperation, type ClientOf } from "../cache/callOperation.ts";
import { type GivenArguments, withIds } from "../cache/givenIds.ts";
import { wasHydrated } from "../ssr/hydratedErrors.ts";

/** The argument of a read: an id or a search. */
export type QueryArg<Name extends ReadName> = GivenArguments<Contract[Name]>[0];

/** The endpoint of a read. */
export type QueryEndpoint<Name extends ReadName> = Contract[Name] & { readonly name: Name };

/** Options that all queries of this package share. */
export interface CommonQueryOptions {
  readonly enabled: boolean;
  readonly retry: false;
  readonly retryOnMount: (query: { readonly state: { readonly error: unknown } }) => boolean;
  readonly shallow: true;
}

/** Options for `useQuery`, `prefetchQuery` and the like. */
export interface UsersQueryOptions<
  Name extends ReadName,
  Data = QueryData<Name>,
> extends CommonQueryOptions {
  readonly queryKey: DataTag<UsersKey<Name>, Data, QueryError<Name>>;
  readonly queryFn: (context: QueryFunctionContext) => Promise<Data>;
  /** Never set; its type tells Vue Query the error type. */
  readonly throwOnError?: (error: QueryError<Name>) => boolean;
}

export const commonQueryOptions = {
  // The client already retries; retrying twice would multiply the requests.
  retry: false,
  // Models are immutable, so deep reactivity would only cost time.
  shallow: true,
  // An error from the server-rendered page stays: refetching would cause a hydration mismatch.
  retryOnMount: (query) => typeof window !== "undefined" && !wasHydrated(query.state.error),
} as const satisfies Omit<CommonQueryOptions, "enabled">;

/**
 * Makes the query options of a read from its endpoint. An omitted search is an empty one. An id that is
 * `undefined` or empty is not known yet, and the query waits for it.
 */
export const makeQueryOptions =
  <Name extends ReadName>(endpoint: QueryEndpoint<Name>) =>
  (client: ClientOf<Name>, arg: QueryArg<Name> | undefined): UsersQueryOptions<Name> => {
    const { name, params }: Endpoint & { readonly name: Name } = endpoint;
    const given = params === undefined ? (arg ?? {}) : arg;
    const [id] = withIds(endpoint, [given]);
    return {
      ...commonQueryOptions,
      enabled: params === undefined || id !== undefined,
      queryKey: usersKey(name, ...([given] as GivenArguments<Contract[Name]>)),
      queryFn: ({ queryKey, signal }) =>
        callOperation(client, name, readOfKey(queryKey)?.args ?? [], signal),
    };
  };
