import {
  decodeRequest,
  type Endpoint,
  type RequestInput,
  TokenRequestSchema,
} from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { type Grant, grants } from "../../api/repositories/oauthClients.ts";
import { shownIssues } from "../../api/errors/fieldIssues.ts";
import type { TokenError } from "../../api/errors/apiError.ts";
import { failToken, type Form, readClientForm } from "./clientForm.ts";

const isGrant = (text: string): text is Grant => grants.some((grant) => grant === text);

/**
 * The endpoint with the schema of one grant. With the union of all of them, an error would describe
 * the union instead of the field.
 */
const endpointOf = (endpoint: Endpoint, grant: Grant): Endpoint => {
  const schema = TokenRequestSchema.members.find(
    ({ fields }) => fields.grantType.literal === grant,
  );
  return endpoint.body === undefined || schema === undefined
    ? endpoint
    : { ...endpoint, body: { ...endpoint.body, schema } };
};

/** Decodes a token request. Errors name the fields as they are sent. */
const decode = (endpoint: Endpoint, grant: Grant, form: Form, query: URLSearchParams) =>
  decodeRequest(endpointOf(endpoint, grant), { params: {}, query, body: form });

/** Reads a token request. Errors have the format of RFC 6749. */
export const readTokenRequest = Effect.fnUntraced(function* (
  endpoint: Endpoint,
  request: Request,
  mostBytes: number,
): Effect.fn.Return<RequestInput, TokenError> {
  const form = yield* readClientForm(request, mostBytes);
  const { grant_type: grant } = form;
  if (grant === undefined) return yield* failToken("invalid_request", "grant_type is missing.");
  if (!isGrant(grant)) {
    return yield* failToken("unsupported_grant_type", `Use one of ${grants.join(", ")}.`);
  }
  const decoded = decode(endpoint, grant, form, new URL(request.url).searchParams);
  if (Result.isSuccess(decoded)) return decoded.success;
  const issues = shownIssues(decoded.failure).map(({ field, message }) =>
    // An empty field counts as omitted.
    field !== "" && form[field] === undefined ? `${field} is missing.` : `${field}: ${message}`,
  );
  const isAboutClient = decoded.failure.every(({ field }) => field.startsWith("client_"));
  return yield* failToken(isAboutClient ? "invalid_client" : "invalid_request", issues.join(" "));
});

/** Error response of RFC 6749, section 5.2. */
export const tokenErrorResponse = (
  { error, description }: TokenError,
  usedBasic: boolean,
): Response =>
  Response.json(
    { error, error_description: description },
    {
      status: error === "invalid_client" ? 401 : 400,
      headers: {
        "cache-control": "no-store",
        ...(error === "invalid_client" && usedBasic && { "www-authenticate": "Basic" }),
      },
    },
  );
