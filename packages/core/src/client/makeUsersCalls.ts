import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import { clientTokens } from "../auth/clientTokens.ts";
import { anonymous } from "../auth/givenTokens.ts";
import { makeCall, type NamedEndpoint } from "../call/call.ts";
import type { CallOptions, PagingOptions } from "../call/callOptions.ts";
import { makeTransport } from "../call/transport.ts";
import { inputOf, type Method, splitArguments } from "../contract/methods.ts";
import { getOAuthToken } from "../contract/tokenEndpoint.ts";
import type { Page } from "../models/page.ts";
import type { OAuthToken } from "../models/token.ts";
import type { Configuration } from "./configure.ts";
import type { Row } from "./listEnd.ts";
import type { ListReader } from "./listReader.ts";
import { type PagedSearch, readPages } from "./readPages.ts";
import { readRows } from "./readRows.ts";
import type { Endpoints } from "../contract/selection.ts";

type Methods<A> = { readonly [name: string]: Method<A> };

/** A method for each endpoint of a selection, and readers of its lists. */
export interface UsersCalls {
  readonly operations: Methods<Effect.Effect<unknown, unknown>>;
  /** Start to read the rows of a list. */
  readonly all: Methods<ListReader<unknown, unknown>>;
  /** Start to read the pages of a list. */
  readonly pages: Methods<ListReader<unknown, unknown>>;
}

/**
 * Makes the methods of a selection of endpoints. Closing the scope cancels token requests that are still
 * in flight.
 */
export const makeUsersCalls = (
  selection: Endpoints,
  configuration: Configuration,
): Effect.Effect<UsersCalls, never, Scope.Scope> =>
  Effect.map(Effect.scope, (scope) => {
    const call = makeCall(configuration, makeTransport(configuration));
    const tokens = clientTokens(configuration, scope, ({ request, retry }) =>
      Effect.map(
        call(getOAuthToken, { body: request }, { retryClass: retry }, anonymous),
        // The contract's schema has decoded it.
        (token) => token as OAuthToken,
      ),
    );
    const endpoints: ReadonlyArray<NamedEndpoint> = Object.values(selection);
    const methods = <A>(
      of: ReadonlyArray<NamedEndpoint>,
      make: (endpoint: NamedEndpoint) => Method<A>,
    ): Methods<A> => Object.fromEntries(of.map((endpoint) => [endpoint.name, make(endpoint)]));

    const paged = endpoints.filter(({ isPage }) => isPage === true);
    const list = (
      read:
        typeof readPages<Row, unknown, PagedSearch> | typeof readRows<Row, unknown, PagedSearch>,
    ) =>
      methods<ListReader<unknown, unknown>>(paged, (endpoint) => (...args) => {
        const [[search], options] = splitArguments<CallOptions & PagingOptions>(endpoint, args);
        const readPage = (page: PagedSearch) =>
          call(endpoint, inputOf(endpoint, [page]), options ?? undefined, tokens) as Effect.Effect<
            Page<Row>,
            unknown
          >;
        return read(readPage, search ?? {}, options);
      });

    return {
      operations: methods(endpoints, (endpoint) => (...args) => {
        const [input, options] = splitArguments<CallOptions>(endpoint, args);
        return call(endpoint, inputOf(endpoint, input), options ?? undefined, tokens);
      }),
      all: list(readRows),
      pages: list(readPages),
    };
  });
