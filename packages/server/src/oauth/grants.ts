import type { OAuthToken, TokenRequest } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { runFirst, transaction } from "../database/database.ts";
import { type NotNow, type OAuthErrorCode, TokenRefusal } from "../refusal.ts";
import { isSecret } from "../secrets.ts";
import type { Services } from "../services.ts";
import { mayUse } from "./clients.ts";
import { refresh } from "./refresh.ts";
import { signIn } from "./signIn.ts";
import { issueAccessToken } from "./tokens.ts";

const refuseToken = (error: OAuthErrorCode, description: string) =>
  new TokenRefusal({ error, description });

/** The client that asks. One without a secret is public: nobody proves to be it. */
const demandClient = Effect.fnUntraced(function* (
  { database }: Services,
  request: TokenRequest,
): Effect.fn.Return<void, TokenRefusal> {
  const client = yield* runFirst(
    database.queries.selectFrom("oauth_clients").selectAll().where("id", "=", request.clientId),
  );
  const secret = request.clientSecret ?? "";
  if (
    client === undefined ||
    (client.secret_hash !== null && !isSecret(secret, client.secret_hash))
  ) {
    return yield* refuseToken("invalid_client", "The client id or its secret is wrong.");
  }
  // Also of a public client: it must not be told from a wrong grant by trying.
  const grant = request.grantType;
  if (!mayUse(client, grant) || (grant === "client_credentials" && client.secret_hash === null)) {
    return yield* refuseToken("unauthorized_client", "The client may not use this grant.");
  }
});

/** Gives a token by one of the three grants, or says in the words of RFC 6749 why not. */
export const grantToken = Effect.fnUntraced(function* (
  services: Services,
  request: TokenRequest,
): Effect.fn.Return<OAuthToken, TokenRefusal | NotNow> {
  yield* demandClient(services, request);
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
