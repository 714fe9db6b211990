import * as Effect from "effect/Effect";
import type { Selectable } from "kysely";
import { runFirst } from "../../database/database.ts";
import { isSecret } from "../../database/hashSecret.ts";
import type { Tables } from "../../database/tables.ts";
import type { Services } from "../context/services.ts";
import { TokenError } from "../errors/apiError.ts";

interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

/** Authenticates the client. A client without a secret is public and needs no proof. */
export const requireClient = Effect.fnUntraced(function* (
  { database }: Pick<Services, "database">,
  { clientId, clientSecret = "" }: ClientCredentials,
): Effect.fn.Return<Selectable<Tables["oauth_clients"]>, TokenError> {
  const client = yield* runFirst(
    database.queries.selectFrom("oauth_clients").selectAll().where("id", "=", clientId),
  );
  if (
    client === undefined ||
    (client.secret_hash !== null && !isSecret(clientSecret, client.secret_hash))
  ) {
    return yield* new TokenError({
      error: "invalid_client",
      description: "Unknown client or wrong client secret.",
    });
  }
  return client;
});
