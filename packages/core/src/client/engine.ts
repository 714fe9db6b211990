import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import { anonymous, givenTokens } from "../auth/givenTokens.ts";
import { grantedTokens } from "../auth/grantedTokens.ts";
import type { Tokens } from "../auth/tokens.ts";
import { getOAuthToken } from "../contract/oauth.ts";
import type { RequestInput } from "../contract/endpoint.ts";
import { detailsOf } from "../errors/details.ts";
import { TokenFailure } from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import type { OAuthToken } from "../model/token.ts";
import { makeTransport } from "../transport/transport.ts";
import { makeCall, type NamedEndpoint } from "./call.ts";
import type { Configuration } from "./configuration.ts";
import type { CallOptions } from "./options.ts";

/** Runs an endpoint with the arguments of its method. */
export type Engine = (
  endpoint: NamedEndpoint,
  args: ReadonlyArray<unknown>,
  options: CallOptions,
) => Effect.Effect<unknown, UsersError>;

/** What a failed question to the token endpoint means for the call that needed the token. */
const asTokenFailure = (error: UsersError): TokenFailure => {
  if (error._tag === "TokenFailure") return error;
  return new TokenFailure({
    ...detailsOf(error),
    message: `No access token could be had. ${error.message}`,
    reason: error.status === 401 || error._tag === "BadRequest" ? "rejected" : "unavailable",
    retryAfter: "retryAfter" in error ? error.retryAfter : undefined,
  });
};

/** Puts a client together. The scope ends what goes on in the background. */
export const makeEngine = (
  configuration: Configuration,
): Effect.Effect<Engine, never, Scope.Scope> =>
  Effect.map(Effect.scope, (scope): Engine => {
    const { auth, fetch, maxResponseBytes, tokenStore, onEvent } = configuration;
    const call = makeCall(configuration, makeTransport({ fetch, maxResponseBytes }));

    const tokens = ((): Tokens => {
      if (auth === undefined) return anonymous;
      if ("token" in auth) return givenTokens(auth);
      return grantedTokens({
        credentials: auth,
        store: tokenStore,
        onEvent,
        scope,
        request: ({ request, retry }) =>
          call(getOAuthToken, { body: request }, { retryClass: retry }, anonymous).pipe(
            Effect.mapError(asTokenFailure),
            // What the contract's schema has decoded.
            Effect.map((token) => token as OAuthToken),
          ),
      });
    })();

    return (endpoint, args, options) => call(endpoint, inputOf(endpoint, args), options, tokens);
  });

/** The arguments of a method as path, query and body. They are checked when they are encoded. */
const inputOf = ({ input }: NamedEndpoint, args: ReadonlyArray<unknown>): RequestInput =>
  input(...(args as ReadonlyArray<never>));
