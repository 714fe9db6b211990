import { TokenFailure } from "../errors/errors.ts";
import {
  type OAuthToken,
  OAuthTokenSchema,
  type TokenRequest,
  TokenRequestSchema,
} from "../model/token.ts";
import { answers, endpoint } from "./endpoint.ts";

/**
 * Gets an access token by one of the three grants. A client with `auth` does this by itself.
 *
 * Sent once: a refresh token that is rotated must not be used twice.
 */
export const getOAuthToken = endpoint({
  name: "getOAuthToken",
  operation: "get_oauth_token",
  summary: "Get an access token",
  method: "POST",
  resource: "tokens",
  path: "/oauth/token",
  body: { schema: TokenRequestSchema, format: "form" },
  args: ["request"],
  input: (request: TokenRequest) => ({ body: request }),
  success: answers<OAuthToken>(OAuthTokenSchema),
  successStatus: 200,
  failures: [TokenFailure],
  auth: "none",
  access: "anyone",
  retry: "once",
  invalidates: [],
});
