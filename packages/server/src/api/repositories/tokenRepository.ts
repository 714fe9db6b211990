import { createHmac } from "node:crypto";
import type { OAuthToken } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { sql, type SqlBool } from "kysely";
import { type Queries, run } from "../../database/database.ts";
import { hashSecret, makeSecret } from "../../database/hashSecret.ts";
import { removeInBatches } from "../../database/inBatches.ts";
import { statement } from "../../database/statement.ts";
import type { Services } from "../context/services.ts";
import type { Grant } from "./oauthClients.ts";

/** Runs every minute. */
export const removeExpiredTokens = Effect.fnUntraced(function* (queries: Queries, seconds: number) {
  const isExpired = sql<SqlBool>`expires_at <= ${seconds}`;
  yield* removeInBatches(queries, "access_tokens", "token_hash", isExpired);
  yield* removeInBatches(queries, "refresh_tokens", "token_hash", isExpired);
});

interface TokenOwner {
  readonly clientId: string;
  /** Undefined for a client that acts on its own behalf. */
  readonly userId: number | undefined;
  /** The family of the refresh token issued with it. */
  readonly family: string | undefined;
}

interface NewToken<UserId, Family> {
  readonly token_hash: string;
  readonly client_id: string;
  readonly user_id: UserId;
  readonly family: Family;
  readonly expires_at: number;
}

const columns = ["token_hash", "client_id", "user_id", "family", "expires_at"] as const;

const insertAccessToken = statement<NewToken<number | null, string | null>, unknown>(
  columns,
  (queries, token) => queries.insertInto("access_tokens").values(token),
);

const insertRefreshToken = statement<NewToken<number, string>, unknown>(columns, (queries, token) =>
  queries.insertInto("refresh_tokens").values(token),
);

interface ClientToken extends Omit<NewToken<never, never>, "user_id" | "family"> {
  readonly secret_hash: string;
  readonly grant: string;
  readonly seconds: number;
}

/** Checks the client and inserts its token in one statement, which is one wait for the database. */
const insertClientToken = statement<ClientToken, { readonly client_id: string }>(
  ["token_hash", "client_id", "expires_at", "secret_hash", "grant", "seconds"],
  (queries, { token_hash, client_id, expires_at, secret_hash, grant, seconds }) =>
    queries
      .insertInto("access_tokens")
      .columns(["token_hash", "client_id", "expires_at"])
      .expression((query) =>
        query
          .selectFrom("oauth_clients")
          .select((client) => [
            sql<string>`cast(${token_hash} as text)`.as("token_hash"),
            client.ref("id").as("client_id"),
            sql<number>`cast(${expires_at} as bigint)`.as("expires_at"),
          ])
          .where("id", "=", client_id)
          .where("grants", "like", grant)
          .where((client) =>
            client.or([
              client("secret_hash", "=", secret_hash),
              client.and([
                client("previous_secret_hash", "=", secret_hash),
                client("previous_secret_until", ">", seconds),
              ]),
            ]),
          )
          // The lock of the foreign key, before the row is read: it may be about to be deleted.
          .forKeyShare(),
      )
      .returning("client_id"),
);

const usesClientCredentials = `%"${"client_credentials" satisfies Grant}"%`;

/**
 * Issues an access token to a client that acts on its own behalf. `undefined` if its secret is wrong,
 * it does not exist, or it may not use the grant.
 */
export const issueClientToken = Effect.fnUntraced(function* (
  { database, now, tokens }: Services,
  clientId: string,
  clientSecret: string,
): Effect.fn.Return<OAuthToken | undefined> {
  const accessToken = makeSecret();
  const seconds = now();
  const issued = yield* insertClientToken.write(database, {
    token_hash: hashSecret(accessToken),
    client_id: clientId,
    expires_at: seconds + tokens.accessTokenLifetime,
    secret_hash: hashSecret(clientSecret),
    grant: usesClientCredentials,
    seconds,
  });
  if (issued === undefined) return undefined;
  return { accessToken, tokenType: "bearer", expiresIn: tokens.accessTokenLifetime };
});

/**
 * Issues an access token without a refresh token, for a client that acts on its own behalf and has
 * its secret.
 */
export const issueAccessToken = Effect.fnUntraced(function* (
  { database, now, tokens }: Services,
  queries: Queries,
  { clientId, userId, family }: TokenOwner,
): Effect.fn.Return<OAuthToken> {
  const accessToken = makeSecret();
  const token = {
    token_hash: hashSecret(accessToken),
    client_id: clientId,
    user_id: userId ?? null,
    family: family ?? null,
    expires_at: now() + tokens.accessTokenLifetime,
  };
  yield* insertAccessToken.all(database, token, queries);
  return { accessToken, tokenType: "bearer", expiresIn: tokens.accessTokenLifetime };
});

/**
 * Derives the next refresh token from the current one and a secret in its row, so that a second use
 * within the grace period gets the same token. Neither of the two alone reveals it.
 */
export const nextRefreshToken = (token: string, salt: string): string =>
  createHmac("sha256", token).update(salt).digest("base64url");

/** Issues an access token and a refresh token for a user. */
export const issueTokens = Effect.fnUntraced(function* (
  services: Services,
  queries: Queries,
  owner: { readonly clientId: string; readonly userId: number; readonly family: string },
  refreshToken: string,
): Effect.fn.Return<OAuthToken> {
  const { database, now, tokens } = services;
  const token = {
    token_hash: hashSecret(refreshToken),
    client_id: owner.clientId,
    user_id: owner.userId,
    family: owner.family,
    expires_at: now() + tokens.refreshTokenLifetime,
  };
  yield* insertRefreshToken.all(database, token, queries);
  return { ...(yield* issueAccessToken(services, queries, owner)), refreshToken };
});

/** Ends all sessions of a user. */
export const revokeTokens = Effect.fnUntraced(function* (queries: Queries, userId: number) {
  yield* run(queries.deleteFrom("access_tokens").where("user_id", "=", userId));
  yield* run(queries.deleteFrom("refresh_tokens").where("user_id", "=", userId));
});

/** Ends one sign-in by revoking all tokens of its family. */
export const revokeFamily = Effect.fnUntraced(function* (queries: Queries, family: string) {
  yield* run(queries.deleteFrom("access_tokens").where("family", "=", family));
  yield* run(queries.deleteFrom("refresh_tokens").where("family", "=", family));
});
