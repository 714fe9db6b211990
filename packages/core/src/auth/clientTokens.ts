import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import { errorDetailsOf } from "../errors/details.ts";
import { TokenFailure } from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import type { OAuthToken } from "../models/token.ts";
import { accountOf } from "./account.ts";
import { accountStore, noStore } from "./accountStore.ts";
import type { Credentials } from "./credentials.ts";
import { anonymous, givenToken } from "./givenTokens.ts";
import { grantedTokens } from "./grantedTokens.ts";
import type { Grant } from "./grants.ts";
import { tokenFunction } from "./tokenFunction.ts";
import type { TokenEvent, TokenStoreEvent } from "./tokenEvent.ts";
import type { Tokens } from "./tokens.ts";
import type { TokenStore } from "./tokenStore.ts";

/** Turns a failed request to the token endpoint into the error of the call that needed the token. */
const asTokenFailure = (error: UsersError): TokenFailure => {
  if (error._tag === "TokenFailure") return error;
  return new TokenFailure({
    ...errorDetailsOf(error),
    message: `Could not obtain an access token. ${error.message}`,
    reason: error.status === 401 || error._tag === "BadRequest" ? "rejected" : "unavailable",
    retryAfter: "retryAfter" in error ? error.retryAfter : undefined,
  });
};

/** The tokens of a client, by its `auth` option. */
export const clientTokens = (
  options: {
    readonly auth: Credentials | undefined;
    readonly baseUrl: string;
    readonly tokenUrl: string | undefined;
    readonly tokenStore: TokenStore | undefined;
    readonly onEvent: ((event: TokenEvent | TokenStoreEvent) => void) | undefined;
    /** Milliseconds. */
    readonly timeout: { readonly call: number };
  },
  scope: Scope.Scope,
  requestToken: (grant: Grant) => Effect.Effect<OAuthToken, UsersError>,
): Tokens => {
  const { auth, tokenStore, onEvent, timeout } = options;
  if (auth === undefined) return anonymous;
  if ("token" in auth) {
    return typeof auth.token === "string"
      ? givenToken(auth.token)
      : tokenFunction(auth.token, { scope, timeoutMs: timeout.call });
  }
  return grantedTokens({
    credentials: auth,
    store:
      tokenStore === undefined
        ? noStore
        : accountStore(tokenStore, accountOf(options, auth), onEvent),
    onEvent,
    scope,
    request: (grant) => Effect.mapError(requestToken(grant), asTokenFailure),
  });
};
