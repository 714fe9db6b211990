import * as codecs from "../compiled/codecs.ts";
import { TokenFailure } from "../errors/errors.ts";
import type { TokenRequest } from "../models/token.ts";
import { endpoint } from "./endpoint.ts";

/**
 * Gets an access token with one of the supported grants. A client with `auth` does this
 * automatically. Anyone may call it.
 *
 * Fails with `TokenFailure`, or with an error that every call can have. Retried only if the API
 * certainly did not process it: a refresh token that the API rotates must not be used twice.
 *
 * KnetikCloud Users API: `POST /oauth/token`.
 */
export const getOAuthToken = endpoint({
  name: "getOAuthToken",
  operation: "get_oauth_token",
  summary: "Get an access token",
  method: "POST",
  resource: "tokens",
  path: "/oauth/token",
  body: { codec: codecs.TokenRequest, format: "form" },
  args: ["request"],
  input: (request: TokenRequest) => ({ body: request }),
  success: codecs.OAuthToken,
  successStatus: 200,
  failures: [TokenFailure],
  auth: "none",
  access: "anyone",
  retry: "non-idempotent",
  invalidates: [],
});
