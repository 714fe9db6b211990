import { TokenFailure } from "../errors/errors.ts";
import {
  type OAuthToken,
  OAuthTokenSchema,
  type TokenRequest,
  TokenRequestSchema,
} from "../models/token.ts";
import { endpoint, named } from "./endpoint.ts";

/**
 * Gets an access token with one of the supported grants. A client with `auth` does this automatically.
 *
 * Not retried: a refresh token that the API rotates must not be used twice.
 */
export const getOAuthToken = endpoint({
  name: "getOAuthToken",
  operation: "get_oauth_token",
  summary: "Get an access token",
  method: "POST",
  resource: "tokens",
  path: "/oauth/token",
  body: { schema: named<TokenRequest>(TokenRequestSchema), format: "form" },
  args: ["request"],
  input: (request: TokenRequest) => ({ body: request }),
  success: named<OAuthToken>(OAuthTokenSchema),
  successStatus: 200,
  failures: [TokenFailure],
  auth: "none",
  access: "anyone",
  retry: "non-idempotent",
  invalidates: [],
});
