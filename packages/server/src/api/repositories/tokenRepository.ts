import { createHmac } from "node:crypto";
import type { OAuthToken } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { type Queries, run } from "../../database/database.ts";
import { hashSecret, makeSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";

/** Runs every minute. */
export const removeExpiredTokens = Effect.fnUntraced(function* (queries: Queries, seconds: number) {
  yield* run(queries.deleteFrom("access_tokens").where("expires_at", "<=", seconds));
  yield* run(queries.deleteFrom("refresh_tokens").where("expires_at", "<=", seconds));
});

interface TokenOwner {
  readonly clientId: string;
  /** Undefined for a client that acts on its own behalf. */
  readonly userId: number | undefined;
  /** The family of the refresh token issued with it. */
  readonly family: string | undefined;
}

/**
 * Issues an access token without a refresh token, for a client that acts on its own behalf and has
 * its secret.
 */
export const issueAccessToken = Effect.fnUntraced(function* (
  { now, tokens }: Services,
  queries: Queries,
  { clientId, userId, family }: TokenOwner,
): Effect.fn.Return<OAuthToken> {
  const accessToken = makeSecret();
  yield* run(
    queries.insertInto("access_tokens").values({
      token_hash: hashSecret(accessToken),
      client_id: clientId,
      user_id: userId ?? null,
      family: family ?? null,
      expires_at: now() + tokens.accessTokenLifetime,
    }),
  );
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
  const { now, tokens } = services;
  yield* run(
    queries.insertInto("refresh_tokens").values({
      token_hash: hashSecret(refreshToken),
      client_id: owner.clientId,
      user_id: owner.userId,
      family: owner.family,
      expires_at: now() + tokens.refreshTokenLifetime,
    }),
  );
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
