import { randomUUID } from "node:crypto";
import type { OAuthToken } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { Selectable } from "kysely";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, run, runFirst, transaction } from "../../database/database.ts";
import type { Tables } from "../../database/tables.ts";
import { TokenError } from "../errors/apiError.ts";
import { hashSecret, makeSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";
import { lockUser } from "../repositories/userRepository.ts";
import {
  issueAccessToken,
  issueTokens,
  nextRefreshToken,
  revokeFamily,
} from "../repositories/tokenRepository.ts";

type Row = Selectable<Tables["refresh_tokens"]>;

/** Tokens of a new sign-in. */
export const beginFamily = (
  services: Services,
  queries: Queries,
  clientId: string,
  userId: number,
): Effect.Effect<OAuthToken> =>
  issueTokens(services, queries, { clientId, userId, family: randomUUID() }, makeSecret());

const findRefreshToken = (queries: Queries, token: string, seconds: number) =>
  runFirst(
    queries
      .selectFrom("refresh_tokens")
      .selectAll()
      .where("token_hash", "=", hashSecret(token))
      .where("expires_at", ">", seconds),
  );

const ownerOf = ({ client_id: clientId, user_id: userId, family }: Row) => ({
  clientId,
  userId,
  family,
});

const rotate = Effect.fnUntraced(function* (
  services: Services,
  queries: Queries,
  token: string,
  row: Row,
): Effect.fn.Return<OAuthToken> {
  const salt = makeSecret();
  yield* run(
    queries
      .updateTable("refresh_tokens")
      .set({ used_at: services.now(), next_salt: salt })
      .where("token_hash", "=", row.token_hash),
  );
  return yield* issueTokens(services, queries, ownerOf(row), nextRefreshToken(token, salt));
});

/** The token issued for a used one, or the newest of its family. */
const newestAfter = Effect.fnUntraced(function* (
  queries: Queries,
  token: string,
  row: Row,
  seconds: number,
) {
  let newest = { token, row };
  while (newest.row.next_salt !== null) {
    const next = nextRefreshToken(newest.token, newest.row.next_salt);
    const found = yield* findRefreshToken(queries, next, seconds);
    if (found === undefined) return undefined;
    newest = { token: next, row: found };
  }
  return newest;
});

/**
 * Exchanges a refresh token for new tokens and marks it as used. A second use within the grace
 * period is accepted (another tab, or a lost response) and gets the same refresh token. A later one
 * means that the token was stolen; it is unknown by whom, so the sign-in ends.
 */
export const refresh = Effect.fnUntraced(function* (
  services: Services,
  token: string,
  clientId: string,
): Effect.fn.Return<OAuthToken, TokenError> {
  const { database, now, tokens } = services;
  const refusal = new TokenError({
    error: "invalid_grant",
    description: "The refresh token is invalid, used or expired.",
  });
  // `undefined` instead of a failure, so that the transaction commits the revocation.
  const granted = yield* transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      const seconds = now();
      const owner = yield* findRefreshToken(queries, token, seconds);
      if (owner?.client_id !== clientId) return undefined;
      // Concurrent uses of the same token, and a password change, wait here.
      const user = yield* lockUser(queries, owner.user_id);
      if (user === undefined || user.disabled_at !== null) return undefined;
      const row = yield* findRefreshToken(queries, token, seconds);
      if (row === undefined) return undefined;
      if (row.used_at === null) return yield* rotate(services, queries, token, row);
      if (seconds < row.used_at + tokens.refreshTokenGrace) {
        const newest = yield* newestAfter(queries, token, row, seconds);
        if (newest === undefined) return undefined;
        const access = yield* issueAccessToken(services, queries, ownerOf(row));
        return { ...access, refreshToken: newest.token };
      }
      yield* revokeFamily(queries, row.family);
      const target = userTarget(row.user_id);
      yield* recordAudit(queries, seconds, { event: "tokens.reuse_detected", target, clientId });
      return undefined;
    }),
  );
  return granted ?? (yield* refusal);
});
