import type { PromiseOperations } from "@knetik-users/core";
import type { ArgumentsOf, Contract, Endpoint, ReadName } from "@knetik-users/core/effect";
import type { DataTag, QueryFunctionContext } from "@tanstack/vue-query";
import {
  type ReadData,
  type ReadError,
  readOfKey,
  type UsersKey,
  usersKey,
} from "../keys/usersKey.ts";
import { callOperation } from "../operation.ts";
import { wasHydrated } from "../ssr/hydratedErrors.ts";

/** A client that has this operation; one of a part of the API will do. */
export type ClientOf<Name extends keyof PromiseOperations> = Pick<PromiseOperations, Name>;

/** What a read is asked for: an id or a search. */
export type Asked<Name extends ReadName> = ArgumentsOf<Contract[Name]>[0];

/** The endpoint of a read, with the name it has in the contract. */
export type ReadEndpoint<Name extends ReadName> = Contract[Name] & { readonly name: Name };

/** What every query of this package has in common. */
export interface CommonOptions {
  readonly enabled: boolean;
  readonly retry: false;
  readonly retryOnMount: (query: { readonly state: { readonly error: unknown } }) => boolean;
  readonly shallow: true;
}

/** Options for `useQuery`, `prefetchQuery` and whatever else takes them. */
export interface ReadQueryOptions<Name extends ReadName> extends CommonOptions {
  readonly queryKey: DataTag<UsersKey<Name>, ReadData<Name>, ReadError<Name>>;
  readonly queryFn: (context: QueryFunctionContext) => Promise<ReadData<Name>>;
  /** Left out. By its type Vue Query knows the errors. */
  readonly throwOnError?: (error: ReadError<Name>) => boolean;
}

export const common = {
  // The client repeats what may be repeated; twice over would be a storm.
  retry: false,
  // Models are immutable: making each of them reactive costs, and gains nothing.
  shallow: true,
  // An error that came with the page is shown: asking again at once would flash, and not match it.
  retryOnMount: (query) => typeof window !== "undefined" && !wasHydrated(query.state.error),
} as const satisfies Omit<CommonOptions, "enabled">;

/**
 * Makes the query options of a read from its place in the contract. A search that is left out is an
 * empty one; an id that is `undefined` is not known yet, and the query waits for it.
 */
export const readOptions =
  <Name extends ReadName>(endpoint: ReadEndpoint<Name>) =>
  (client: ClientOf<Name>, asked: Asked<Name> | undefined): ReadQueryOptions<Name> => {
    const { name, params }: Endpoint & { readonly name: Name } = endpoint;
    const args = [params === undefined ? (asked ?? {}) : asked] as ArgumentsOf<Contract[Name]>;
    return {
      ...common,
      enabled: params === undefined || asked !== undefined,
      queryKey: usersKey(name, ...args),
      queryFn: ({ queryKey, signal }) =>
        callOperation(client, name, readOfKey(queryKey)?.args ?? [], signal),
    };
  };
