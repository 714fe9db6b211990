import { contract } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { grants } from "../../api/repositories/oauthClients.ts";
import type { OwnRoute } from "../own-routes/ownRoute.ts";
import { revokeRoute } from "./revokeRoute.ts";

const authMethods = ["client_secret_basic", "client_secret_post", "none"];
const urls = { type: "string", format: "uri" };
const texts = { type: "array", items: { type: "string" } };

/**
 * `GET /.well-known/oauth-authorization-server` (RFC 8414). `publicUrl` is the address by which
 * clients know the server; by default that of the request.
 */
export const metadataRoute = (publicUrl: string | undefined): OwnRoute => ({
  method: "GET",
  path: "/.well-known/oauth-authorization-server",
  description: {
    operationId: "get_oauth_metadata",
    summary: "Describe the OAuth endpoints",
    description: "RFC 8414.",
    tags: ["Tokens"],
    security: [],
    parameters: [],
    responses: {
      200: {
        description: "Success.",
        content: {
          "application/json": {
            schema: {
              type: "object",
              required: ["issuer", "token_endpoint", "response_types_supported"],
              properties: {
                issuer: urls,
                token_endpoint: urls,
                revocation_endpoint: urls,
                service_documentation: urls,
                grant_types_supported: texts,
                response_types_supported: texts,
                token_endpoint_auth_methods_supported: texts,
                revocation_endpoint_auth_methods_supported: texts,
              },
            },
          },
        },
      },
    },
  },
  answer: (_, { request }) => {
    const issuer = publicUrl ?? new URL(request.url).origin;
    const metadata = {
      issuer,
      token_endpoint: `${issuer}${contract.getOAuthToken.path}`,
      revocation_endpoint: `${issuer}${revokeRoute.path}`,
      service_documentation: `${issuer}/docs`,
      grant_types_supported: grants,
      // There is no authorization endpoint, but RFC 8414 requires the field.
      response_types_supported: [],
      token_endpoint_auth_methods_supported: authMethods,
      revocation_endpoint_auth_methods_supported: authMethods,
    };
    // A cache must not keep what depends on the Host header.
    const cacheControl = publicUrl === undefined ? "no-store" : "public, max-age=3600";
    return Effect.succeed(Response.json(metadata, { headers: { "cache-control": cacheControl } }));
  },
});
