import { decodeRequest, type Endpoint, type RequestInput } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { type Grant, grants } from "../../api/repositories/oauthClients.ts";
import { shownIssues } from "../../api/errors/fieldIssues.ts";
import type { TokenError } from "../../api/errors/apiError.ts";
import type { BodySource } from "../requestBody.ts";
import { failToken, readClientForm } from "./clientForm.ts";

const isGrant = (text: string): text is Grant => grants.some((grant) => grant === text);

/** Reads a token request. Errors have the format of RFC 6749. */
export const readTokenRequest = Effect.fnUntraced(function* (
  endpoint: Endpoint,
  source: BodySource,
  mostBytes: number,
): Effect.fn.Return<RequestInput, TokenError> {
  const form = yield* readClientForm(source, mostBytes);
  const { grant_type: grant } = form;
  if (grant === undefined) return yield* failToken("invalid_request", "grant_type is missing.");
  if (!isGrant(grant)) {
    return yield* failToken("unsupported_grant_type", `Use one of ${grants.join(", ")}.`);
  }
  const decoded = decodeRequest(endpoint, {
    params: {},
    // The endpoint has no parameters.
    query: [],
    body: form,
  });
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
