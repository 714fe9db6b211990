import type { OAuthToken, TokenRequest } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { type OAuthErrorCode, TokenError } from "../errors/apiError.ts";
import type { RetryLater } from "../../rate-limits/retryLater.ts";
import type { Services } from "../context/services.ts";
import { mayUse } from "../repositories/oauthClients.ts";
import { requireClient } from "./requireClient.ts";
import { refresh } from "./refreshGrant.ts";
import { signIn } from "./signIn.ts";
import { issueAccessToken, issueClientToken } from "../repositories/tokenRepository.ts";

const failToken = (error: OAuthErrorCode, description: string) =>
  new TokenError({ error, description });

/** Authenticates the client and checks that it may use the grant. */
const requireGrant = Effect.fnUntraced(function* (
  services: Services,
  request: TokenRequest,
): Effect.fn.Return<void, TokenError> {
  const client = yield* requireClient(services, request);
  // Also for a public client, so that a wrong secret cannot be distinguished from a wrong grant.
  const grant = request.grantType;
  if (!mayUse(client, grant) || (grant === "client_credentials" && client.secret_hash === null)) {
    return yield* failToken("unauthorized_client", "The client may not use this grant.");
  }
});

/** Issues tokens for a grant, or fails with an error of RFC 6749. */
export const grantToken = Effect.fnUntraced(function* (
  services: Services,
  request: TokenRequest,
): Effect.fn.Return<OAuthToken, TokenError | RetryLater> {
  const { clientId } = request;
  if (request.grantType === "client_credentials") {
    const issued = yield* issueClientToken(services, clientId, request.clientSecret);
    if (issued !== undefined) return issued;
  }
  // Of a client that was refused, it finds the reason.
  yield* requireGrant(services, request);
  switch (request.grantType) {
    case "client_credentials":
      // A single statement without a transaction: if its outcome is unknown, it may be repeated.
      return yield* issueAccessToken(services, services.database.queries, {
        clientId,
        userId: undefined,
        family: undefined,
      });
    case "password":
      return yield* signIn(services, request);
    case "refresh_token":
      return yield* refresh(services, request.refreshToken, clientId);
  }
});
