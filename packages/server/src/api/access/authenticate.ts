import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { statement } from "../../database/statement.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { hashSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";
import { touchUser } from "./userActivity.ts";
import { anonymous, type Caller } from "../../call-context/caller.ts";
import { rolesOf } from "../repositories/oauthClients.ts";

interface TokenRow {
  readonly client_id: string;
  readonly user_id: number | null;
  readonly last_activity: number | null;
  /** JSON list of the client's roles. */
  readonly roles: string;
  /** JSON list of the user's roles. */
  readonly granted: string;
  /** Only if there is a replica. */
  readonly last_write?: number;
}

/**
 * A valid token with its client, its user and the roles of both. Subqueries instead of joins: SQLite
 * plans a join again whenever its parameters change, which takes longer than to run it.
 */
const tokenStatement = (hasReplica: boolean) =>
  statement<{ readonly hash: string; readonly seconds: number }, TokenRow>(
    ["hash", "seconds"],
    (queries, { hash, seconds }, { jsonList, lastWriteOfToken }) =>
      queries
        .selectFrom("access_tokens")
        .$if(hasReplica && lastWriteOfToken !== undefined, (token) =>
          token.select((lastWriteOfToken ?? sql<number>`0`).as("last_write")),
        )
        .select((token) => [
          "client_id",
          "user_id",
          token
            .selectFrom("oauth_clients")
            .select("roles")
            .whereRef("oauth_clients.id", "=", "access_tokens.client_id")
            // A token is deleted with its client.
            .$asScalar()
            .$notNull()
            .as("roles"),
          token
            .selectFrom("users")
            .select("last_activity")
            .whereRef("users.id", "=", "access_tokens.user_id")
            .as("last_activity"),
          token
            .selectFrom("user_roles")
            .select(jsonList("user_roles.role").as("granted"))
            .whereRef("user_roles.user_id", "=", "access_tokens.user_id")
            // An aggregate always has a row.
            .$asScalar()
            .$notNull()
            .as("granted"),
        ])
        .where("token_hash", "=", hash)
        .where("expires_at", ">", seconds)
        // The tokens of a disabled or deleted user are deleted, too; this does not rely on it.
        .where((token) =>
          token.or([
            token("user_id", "is", null),
            token.exists(
              token
                .selectFrom("users")
                .select("users.id")
                .whereRef("users.id", "=", "access_tokens.user_id")
                .where("users.disabled_at", "is", null),
            ),
          ]),
        ),
  );

const findToken = tokenStatement(false);
const findTokenAndWrite = tokenStatement(true);

/**
 * Authenticates a call by its `Authorization` header. An invalid header fails even if a token is
 * optional.
 */
export const authenticate = Effect.fnUntraced(function* (
  services: Services,
  authorization: string | undefined,
): Effect.fn.Return<Caller, ApiError<"Unauthorized">> {
  if (authorization === undefined) return anonymous;
  const { database, now } = services;
  const [, token] = /^bearer +([\w~+/.=-]+)$/i.exec(authorization.trim()) ?? [];
  if (token === undefined) return yield* fail("Unauthorized");
  const find = database.replica === undefined ? findToken : findTokenAndWrite;
  const row = yield* find.first(database, { hash: hashSecret(token), seconds: now() });
  if (row === undefined) return yield* fail("Unauthorized");
  const { client_id: clientId, user_id: userId, last_write: lastWrite } = row;
  const client = { clientId, ...(lastWrite !== undefined && { lastWrite }) };
  if (userId === null) return { ...client, roles: rolesOf(row.roles) };
  yield* touchUser(services, database.queries, userId, row.last_activity);
  return { ...client, userId, roles: rolesOf(row.granted) };
});
