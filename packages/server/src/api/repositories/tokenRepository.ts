import { createHmac } from "node:crypto";
import type { OAuthToken } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { type Queries, run } from "../../database/database.ts";
import { hashSecret, makeSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";

/** Every minute: the tables do not outgrow their use. */
export const removeExpiredTokens = Effect.fnUntraced(function* (queries: Queries, seconds: number) {
  yield* run(queries.deleteFrom("access_tokens").where("expires_at", "<=", seconds));
  yield* run(queries.deleteFrom("refresh_tokens").where("expires_at", "<=", seconds));
});

interface TokenOwner {
  readonly clientId: string;
  /** Undefined for a client that acts for itself. */
  readonly userId: number | undefined;
  /** Of the refresh token that comes with it. */
  readonly family: string | undefined;
}

/** Issues an access token alone: a client that acts for itself needs no other. It has its secret. */
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
 * The refresh token that follows another. Who has the one and sees the table can tell the other:
 * so a second use of the one, as long as it is taken for honest, is given the same. Who has but one
 * of the two can tell nothing.
 */
export const nextRefreshToken = (token: string, salt: string): string =>
  createHmac("sha256", token).update(salt).digest("base64url");

/** Issues an access token for a user, and a refresh token with it. */
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

/** Signs a user out everywhere. */
export const revokeTokens = Effect.fnUntraced(function* (queries: Queries, userId: number) {
  yield* run(queries.deleteFrom("access_tokens").where("user_id", "=", userId));
  yield* run(queries.deleteFrom("refresh_tokens").where("user_id", "=", userId));
});

/** Ends one sign-in: every token that goes back to it. */
export const revokeFamily = Effect.fnUntraced(function* (queries: Queries, family: string) {
  yield* run(queries.deleteFrom("access_tokens").where("family", "=", family));
  yield* run(queries.deleteFrom("refresh_tokens").where("family", "=", family));
});
