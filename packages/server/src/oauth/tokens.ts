import type { OAuthToken } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { type Queries, run } from "../database/database.ts";
import { hashSecret, makeSecret } from "../secrets.ts";
import type { Services } from "../services.ts";

/** Expired tokens are removed where new ones are made: the tables do not outgrow their use. */
const removeExpired = Effect.fnUntraced(function* (queries: Queries, seconds: number) {
  yield* run(queries.deleteFrom("access_tokens").where("expires_at", "<=", seconds));
  yield* run(queries.deleteFrom("refresh_tokens").where("expires_at", "<=", seconds));
});

/**
 * Issues an access token, and for a user a refresh token with it. A client that acts for itself
 * needs none: it has its secret.
 */
export const issueTokens = Effect.fnUntraced(function* (
  { now, tokens }: Services,
  queries: Queries,
  clientId: string,
  userId: number | undefined,
): Effect.fn.Return<OAuthToken> {
  const seconds = now();
  yield* removeExpired(queries, seconds);
  const accessToken = makeSecret();
  yield* run(
    queries.insertInto("access_tokens").values({
      token_hash: hashSecret(accessToken),
      client_id: clientId,
      user_id: userId ?? null,
      expires_at: seconds + tokens.accessTokenLifetime,
    }),
  );
  const token = { accessToken, tokenType: "bearer", expiresIn: tokens.accessTokenLifetime };
  if (userId === undefined) return token;
  const refreshToken = makeSecret();
  yield* run(
    queries.insertInto("refresh_tokens").values({
      token_hash: hashSecret(refreshToken),
      client_id: clientId,
      user_id: userId,
      expires_at: seconds + tokens.refreshTokenLifetime,
    }),
  );
  return { ...token, refreshToken };
});

/** Signs a user out everywhere. */
export const revokeTokens = Effect.fnUntraced(function* (queries: Queries, userId: number) {
  yield* run(queries.deleteFrom("access_tokens").where("user_id", "=", userId));
  yield* run(queries.deleteFrom("refresh_tokens").where("user_id", "=", userId));
});
