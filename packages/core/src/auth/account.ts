import type { GrantCredentials } from "./grants.ts";
import { sha256 } from "./sha256.ts";

/**
 * Fingerprint of the account that a token belongs to: a SHA-256 of base URL, token URL, client id,
 * grant, and the user name or the configured refresh token.
 *
 * Passwords and client secrets are not part of it, because a short one could be guessed from the hash.
 * A refresh token is random, so that its hash reveals nothing.
 */
export const accountOf = (
  api: { readonly baseUrl: string; readonly tokenUrl: string | undefined },
  credentials: GrantCredentials,
): string =>
  sha256(
    JSON.stringify([
      api.baseUrl,
      api.tokenUrl ?? `${api.baseUrl}/oauth/token`,
      credentials.clientId,
      credentials.grant,
      "username" in credentials && credentials.username,
      "refreshToken" in credentials && credentials.refreshToken,
    ]),
  );
