import * as Effect from "effect/Effect";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { anonymous } from "../../call-context/caller.ts";
import { revokeToken } from "../../api/oauth/revokeToken.ts";
import type { OwnRoute } from "../own-routes/ownRoute.ts";
import { failToken, readClientForm } from "./clientForm.ts";

const text = { type: "string" };
const error = (description: string) => ({
  description,
  content: { "application/json": { schema: { $ref: "#/components/schemas/TokenError" } } },
});

/** `POST /oauth/revoke` (RFC 7009). The hint is not needed: a token is looked up by its hash. */
export const revokeRoute: OwnRoute = {
  method: "POST",
  path: "/oauth/revoke",
  description: {
    operationId: "revoke_token",
    summary: "Revoke a token",
    description:
      "RFC 7009. A refresh token ends its sign-in with all access tokens, an access token ends " +
      "alone. The client authenticates in the form or with HTTP Basic.",
    tags: ["Tokens"],
    security: [],
    parameters: [],
    requestBody: {
      required: true,
      content: {
        "application/x-www-form-urlencoded": {
          schema: {
            type: "object",
            required: ["token"],
            properties: {
              token: text,
              token_type_hint: { ...text, description: "Ignored." },
              client_id: text,
              client_secret: text,
            },
          },
        },
      },
    },
    responses: {
      200: { description: "The token is not valid any more, or never was." },
      400: error("The request is invalid, or the token was issued to another client."),
      401: error("Unknown client or wrong client secret."),
    },
  },
  answer: Effect.fnUntraced(function* (services, call) {
    const { requestId } = call;
    const form = yield* readClientForm(call, services.bodyLimit);
    const { client_id: clientId, client_secret: clientSecret, token } = form;
    if (clientId === undefined) return yield* failToken("invalid_client", "client_id is missing.");
    if (token === undefined) return yield* failToken("invalid_request", "token is missing.");
    yield* Effect.provideService(
      revokeToken(services, { clientId, clientSecret, token }),
      CurrentCall,
      { caller: anonymous, requestId, address: call.address },
    );
    // Clients ignore the body (RFC 7009), but some parse it.
    return Response.json({}, { headers: { "cache-control": "no-store" } });
  }),
};
