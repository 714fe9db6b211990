import * as Effect from "effect/Effect";
import { run, runFirst } from "../../database/database.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { hashSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";
import { touchUser } from "./userActivity.ts";
import { anonymous, type Caller } from "../../call-context/caller.ts";
import { rolesOfClient } from "../repositories/oauthClients.ts";

/**
 * Authenticates a call by its `Authorization` header. An invalid header fails even if a token is
 * optional.
 */
export const authenticate = Effect.fnUntraced(function* (
  services: Services,
  authorization: string | undefined,
): Effect.fn.Return<Caller, ApiError<"Unauthorized">> {
  if (authorization === undefined) return anonymous;
  const { queries } = services.database;
  const [, token] = /^bearer +([\w~+/.=-]+)$/i.exec(authorization.trim()) ?? [];
  if (token === undefined) return yield* fail("Unauthorized");
  const row = yield* runFirst(
    queries
      .selectFrom("access_tokens")
      .innerJoin("oauth_clients", "oauth_clients.id", "access_tokens.client_id")
      .leftJoin("users", "users.id", "access_tokens.user_id")
      .select([
        "access_tokens.client_id",
        "access_tokens.user_id",
        "oauth_clients.roles",
        "users.last_activity",
      ])
      .where("token_hash", "=", hashSecret(token))
      .where("expires_at", ">", services.now()),
  );
  if (row === undefined) return yield* fail("Unauthorized");
  const { client_id: clientId, user_id: userId } = row;
  if (userId === null) return { clientId, roles: new Set(rolesOfClient(row)) };
  yield* touchUser(services, queries, userId, row.last_activity);
  const granted = yield* run(
    queries.selectFrom("user_roles").select("role").where("user_id", "=", userId),
  );
  return { clientId, userId, roles: new Set(granted.map(({ role }) => role)) };
});
