import { decodeRequest, type Endpoint, type RequestInput } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { grants } from "../api/repositories/oauthClients.ts";
import { shownIssues } from "../api/errors/fieldIssues.ts";
import { mediaTypeOf, readText } from "./requestBody.ts";
import { type OAuthErrorCode, TokenError } from "../api/errors/apiError.ts";
import { storableIssues } from "./storable.ts";

type Form = Record<string, string>;

const failToken = (error: OAuthErrorCode, description: string) =>
  Effect.fail(new TokenError({ error, description }));

/** Client id and secret from `Authorization: Basic`, which RFC 6749 prefers. */
const basicCredentials = (header: string | null): Form | undefined => {
  const [, encoded] = /^basic +([\w+/=-]+)$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString();
  const colon = text.indexOf(":");
  // Both are form-encoded (RFC 6749, section 2.3.1).
  const decode = (part: string) =>
    new URLSearchParams(`part=${part.replaceAll("&", "%26")}`).get("part") ?? "";
  return colon < 0
    ? undefined
    : { client_id: decode(text.slice(0, colon)), client_secret: decode(text.slice(colon + 1)) };
};

/** The fields of a form. Empty ones count as omitted (RFC 6749). */
const parseForm = (text: string): Form | undefined => {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (Object.hasOwn(form, name)) return undefined;
    if (value !== "" && name !== "__proto__") form[name] = value;
  }
  return form;
};

const formOf = Effect.fnUntraced(function* (
  request: Request,
  mostBytes: number,
): Effect.fn.Return<Form, TokenError> {
  const text = yield* readText(request, mostBytes).pipe(
    Effect.catch(() => failToken("invalid_request", "The body could not be read.")),
  );
  if (mediaTypeOf(request) !== "application/x-www-form-urlencoded") {
    return yield* failToken(
      "invalid_request",
      "The body must be application/x-www-form-urlencoded.",
    );
  }
  const form = parseForm(text);
  if (form === undefined) {
    return yield* failToken("invalid_request", "A field is given more than once.");
  }
  if (storableIssues(form).length > 0) {
    return yield* failToken("invalid_request", "A field contains a NUL character.");
  }
  const client = basicCredentials(request.headers.get("authorization"));
  if (client === undefined) return form;
  if (form["client_secret"] !== undefined) {
    return yield* failToken("invalid_request", "The client used two authentication methods.");
  }
  return { ...form, ...client };
});

/** Reads a token request. Errors have the format of RFC 6749. */
export const readTokenRequest = Effect.fnUntraced(function* (
  endpoint: Endpoint,
  request: Request,
  mostBytes: number,
): Effect.fn.Return<RequestInput, TokenError> {
  const form = yield* formOf(request, mostBytes);
  const grant = form["grant_type"];
  if (grant !== undefined && !grants.some((known) => known === grant)) {
    return yield* failToken("unsupported_grant_type", `Use one of ${grants.join(", ")}.`);
  }
  const decoded = decodeRequest(endpoint, {
    params: {},
    query: new URL(request.url).searchParams,
    body: form,
  });
  if (Result.isSuccess(decoded)) return decoded.success;
  const fields = decoded.failure.map(({ field }) => field);
  if (grant !== undefined && fields.some((field) => field.startsWith("client_"))) {
    return yield* failToken("invalid_client", "client_id is missing.");
  }
  const issues = shownIssues(decoded.failure).map(({ field, message }) => `${field}: ${message}`);
  return yield* failToken("invalid_request", issues.join("; "));
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
