import * as Effect from "effect/Effect";
import { isSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";
import { TokenError } from "../errors/apiError.ts";
import { type ClientRow, findClient } from "../repositories/oauthClients.ts";

interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

/** After a rotation the previous secret is valid for some time, too. */
const isClientSecret = (client: ClientRow, secret: string, seconds: number): boolean => {
  const {
    secret_hash: hash,
    previous_secret_hash: previous,
    previous_secret_until: until,
  } = client;
  if (hash === null) return true;
  const isPrevious =
    previous !== null && until !== null && seconds < until && isSecret(secret, previous);
  return isSecret(secret, hash) || isPrevious;
};

/** Authenticates the client. A client without a secret is public and needs no proof. */
export const requireClient = Effect.fnUntraced(function* (
  { database, now }: Pick<Services, "database" | "now">,
  { clientId, clientSecret = "" }: ClientCredentials,
): Effect.fn.Return<ClientRow, TokenError> {
  const client = yield* findClient.first(database, { id: clientId });
  if (client === undefined || !isClientSecret(client, clientSecret, now())) {
    return yield* new TokenError({
      error: "invalid_client",
      description: "Unknown client or wrong client secret.",
    });
  }
  return client;
});
