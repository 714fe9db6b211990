import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import type * as Stream from "effect/Stream";
import { clientTokens } from "../auth/clientTokens.ts";
import { anonymous } from "../auth/givenTokens.ts";
import { makeCall, type NamedEndpoint } from "../call/call.ts";
import type { CallOptions, PagingOptions } from "../call/callOptions.ts";
import { makeTransport } from "../call/transport.ts";
import { inputOf, splitArguments } from "../contract/methods.ts";
import { getOAuthToken } from "../contract/tokenEndpoint.ts";
import type { OAuthToken } from "../models/token.ts";
import type { Page } from "../models/page.ts";
import { allPages, allRows, type PagedSearch, type Row } from "./allPages.ts";
import type { Configuration } from "./configure.ts";
import type { Endpoints, UsersApi } from "./usersApi.ts";

/**
 * Makes a method for each endpoint of a selection. Closing the scope cancels token requests that are
 * still in flight.
 */
export const makeUsersApi = <Selection extends Endpoints>(
  selection: Selection,
  configuration: Configuration,
): Effect.Effect<UsersApi<Selection>, never, Scope.Scope> =>
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
    const one =
      (endpoint: NamedEndpoint) =>
      (...args: ReadonlyArray<unknown>) => {
        const [input, options] = splitArguments<CallOptions>(endpoint, args);
        return call(endpoint, inputOf(endpoint, input), options ?? undefined, tokens);
      };
    const list =
      (
        endpoint: NamedEndpoint,
        read:
          typeof allPages<Row, unknown, PagedSearch> | typeof allRows<Row, unknown, PagedSearch>,
      ) =>
      (...args: ReadonlyArray<unknown>): Stream.Stream<unknown, unknown> => {
        const [[search], options] = splitArguments<CallOptions & PagingOptions>(endpoint, args);
        const readPage = (page: PagedSearch) =>
          call(endpoint, inputOf(endpoint, [page]), options ?? undefined, tokens) as Effect.Effect<
            Page<Row>,
            unknown
          >;
        return read(readPage, search ?? {}, options);
      };
    const paged = endpoints.filter(({ isPage }) => isPage === true);
    const api: unknown = {
      ...Object.fromEntries(endpoints.map((endpoint) => [endpoint.name, one(endpoint)])),
      all: Object.fromEntries(paged.map((endpoint) => [endpoint.name, list(endpoint, allRows)])),
      pages: Object.fromEntries(paged.map((endpoint) => [endpoint.name, list(endpoint, allPages)])),
    };
    return api as UsersApi<Selection>;
  });
