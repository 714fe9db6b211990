import * as Effect from "effect/Effect";
import { clientTarget, userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, run, runFirst, transaction } from "../../database/database.ts";
import { hashSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";
import { TokenError } from "../errors/apiError.ts";
import { revokeFamily } from "../repositories/tokenRepository.ts";
import { lockUser } from "../repositories/userRepository.ts";
import { requireClient } from "./requireClient.ts";

interface Revocation {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly token: string;
}

interface IssuedToken {
  readonly clientId: string;
  readonly userId: number | null;
  readonly revoke: Effect.Effect<unknown>;
}

/** A used refresh token counts, too: its owner may know no newer one. */
const findToken = Effect.fnUntraced(function* (
  queries: Queries,
  token: string,
): Effect.fn.Return<IssuedToken | undefined> {
  const hash = hashSecret(token);
  const refresh = yield* runFirst(
    queries.selectFrom("refresh_tokens").selectAll().where("token_hash", "=", hash),
  );
  if (refresh !== undefined) {
    const { client_id: clientId, user_id: userId, family } = refresh;
    // A concurrent refresh of the same sign-in ends first, so that its tokens are revoked, too.
    const revoke = Effect.andThen(lockUser(queries, userId), revokeFamily(queries, family));
    return { clientId, userId, revoke };
  }
  const access = yield* runFirst(
    queries.selectFrom("access_tokens").selectAll().where("token_hash", "=", hash),
  );
  if (access === undefined) return undefined;
  const { client_id: clientId, user_id: userId } = access;
  const revoke = run(queries.deleteFrom("access_tokens").where("token_hash", "=", hash));
  return { clientId, userId, revoke };
});

/**
 * Revokes a token (RFC 7009). A refresh token ends its sign-in, with all access tokens; an access
 * token ends alone. An unknown or expired token is no error.
 */
export const revokeToken = Effect.fnUntraced(function* (
  services: Services,
  { token, ...credentials }: Revocation,
): Effect.fn.Return<void, TokenError> {
  yield* requireClient(services, credentials);
  const { clientId } = credentials;
  yield* transaction(
    services.database,
    Effect.fnUntraced(function* (queries) {
      const issued = yield* findToken(queries, token);
      if (issued === undefined) return;
      if (issued.clientId !== clientId) {
        return yield* new TokenError({
          error: "unauthorized_client",
          description: "The token was issued to another client.",
        });
      }
      yield* issued.revoke;
      const target = issued.userId === null ? clientTarget(clientId) : userTarget(issued.userId);
      yield* recordAudit(queries, services.now(), { event: "tokens.revoked", target, clientId });
    }),
  );
});
