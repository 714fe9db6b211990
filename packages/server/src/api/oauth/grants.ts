import type { OAuthToken, TokenRequest } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { runFirst, transaction } from "../../database/database.ts";
import { type OAuthErrorCode, TokenError } from "../errors/apiError.ts";
import type { RetryLater } from "../../rate-limits/retryLater.ts";
import { isSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";
import { mayUse } from "../repositories/oauthClients.ts";
import { refresh } from "./refreshGrant.ts";
import { signIn } from "./signIn.ts";
import { issueAccessToken } from "../repositories/tokenRepository.ts";

const failToken = (error: OAuthErrorCode, description: string) =>
  new TokenError({ error, description });

/** The client that asks. One without a secret is public: nobody proves to be it. */
const requireClient = Effect.fnUntraced(function* (
  { database }: Services,
  request: TokenRequest,
): Effect.fn.Return<void, TokenError> {
  const client = yield* runFirst(
    database.queries.selectFrom("oauth_clients").selectAll().where("id", "=", request.clientId),
  );
  const secret = request.clientSecret ?? "";
  if (
    client === undefined ||
    (client.secret_hash !== null && !isSecret(secret, client.secret_hash))
  ) {
    return yield* failToken("invalid_client", "The client id or its secret is wrong.");
  }
  // Also of a public client: it must not be told from a wrong grant by trying.
  const grant = request.grantType;
  if (!mayUse(client, grant) || (grant === "client_credentials" && client.secret_hash === null)) {
    return yield* failToken("unauthorized_client", "The client may not use this grant.");
  }
});

/** Gives a token by one of the three grants, or says in the words of RFC 6749 why not. */
export const grantToken = Effect.fnUntraced(function* (
  services: Services,
  request: TokenRequest,
): Effect.fn.Return<OAuthToken, TokenError | RetryLater> {
  yield* requireClient(services, request);
  const { clientId } = request;
  switch (request.grantType) {
    case "client_credentials":
      return yield* transaction(services.database, (queries) =>
        issueAccessToken(services, queries, { clientId, userId: undefined, family: undefined }),
      );
    case "password":
      return yield* signIn(services, request);
    case "refresh_token":
      return yield* refresh(services, request.refreshToken, clientId);
  }
});
