import type { OAuthToken, TokenRequest } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { Selectable } from "kysely";
import { touchUser } from "../access/activity.ts";
import { runFirst, transaction } from "../database/database.ts";
import type { Tables } from "../database/tables.ts";
import { type OAuthErrorCode, TokenRefusal } from "../refusal.ts";
import { verifyPassword } from "../passwords/hash.ts";
import { hashSecret, isSecret } from "../secrets.ts";
import type { Services } from "../services.ts";
import { findUserByLogin, lockUser } from "../users/repository.ts";
import { mayUse } from "./clients.ts";
import { issueTokens } from "./tokens.ts";

type Granted = Effect.Effect<OAuthToken, TokenRefusal>;
type Request<Grant extends TokenRequest["grantType"]> = Extract<
  TokenRequest,
  { readonly grantType: Grant }
>;

const refuseToken = (error: OAuthErrorCode, description: string) =>
  new TokenRefusal({ error, description });

/** The client that asks. One without a secret is public: nobody proves to be it. */
const findClient = Effect.fnUntraced(function* (
  { database }: Services,
  request: TokenRequest,
): Effect.fn.Return<Selectable<Tables["oauth_clients"]>, TokenRefusal> {
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
  return client;
});

const grantToUser = Effect.fnUntraced(function* (
  services: Services,
  request: Request<"password">,
): Effect.fn.Return<OAuthToken, TokenRefusal> {
  const wrong = refuseToken("invalid_grant", "The user name or the password is wrong.");
  const user = yield* findUserByLogin(services.database.queries, request.username);
  // Whether or not there is such a user, or it has a password: the work is the same.
  const right = yield* verifyPassword(request.password, user?.password_hash);
  if (user === undefined || !right) return yield* wrong;
  return yield* transaction(
    services.database,
    Effect.fnUntraced(function* (queries) {
      // The password may have been changed while it was verified.
      const row = yield* lockUser(queries, user.id);
      if (row?.password_hash !== user.password_hash) return yield* wrong;
      yield* touchUser(services, queries, user.id, null);
      return yield* issueTokens(services, queries, request.clientId, user.id);
    }),
  );
});

const grantAnew = (services: Services, request: Request<"refresh_token">): Granted =>
  transaction(
    services.database,
    Effect.fnUntraced(function* (queries) {
      const tokenHash = hashSecret(request.refreshToken);
      const owner = yield* runFirst(
        queries.selectFrom("refresh_tokens").select("user_id").where("token_hash", "=", tokenHash),
      );
      // A change of the password removes all tokens: it waits for the new one, or comes first.
      if (owner !== undefined) yield* lockUser(queries, owner.user_id);
      // Read and removed in one statement: of two who use the same token one gets another.
      const token = yield* runFirst(
        queries
          .deleteFrom("refresh_tokens")
          .where("token_hash", "=", tokenHash)
          .where("client_id", "=", request.clientId)
          .where("expires_at", ">", services.now())
          .returning("user_id"),
      );
      if (token === undefined) {
        return yield* refuseToken("invalid_grant", "The refresh token is wrong, used or expired.");
      }
      return yield* issueTokens(services, queries, request.clientId, token.user_id);
    }),
  );

/** Gives a token by one of the three grants, or says in the words of RFC 6749 why not. */
export const grantToken = Effect.fnUntraced(function* (
  services: Services,
  request: TokenRequest,
): Effect.fn.Return<OAuthToken, TokenRefusal> {
  yield* findClient(services, request);
  switch (request.grantType) {
    case "client_credentials":
      return yield* transaction(services.database, (queries) =>
        issueTokens(services, queries, request.clientId, undefined),
      );
    case "password":
      return yield* grantToUser(services, request);
    case "refresh_token":
      return yield* grantAnew(services, request);
  }
});
