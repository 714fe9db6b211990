import * as Effect from "effect/Effect";
import { type OAuthErrorCode, TokenError } from "../../api/errors/apiError.ts";
import { type BodySource, mediaTypeOf, readText } from "../requestBody.ts";
import { storableIssues } from "../../api/json/storable.ts";

/** The fields of a form by name, with the credentials of the client. */
export type Form = Readonly<Record<string, string>>;

/**
 * An error of RFC 6749, section 5.2, which allows these characters in a description: ASCII without
 * quotes and backslashes.
 */
export const failToken = (error: OAuthErrorCode, description: string): TokenError =>
  new TokenError({ error, description: description.replace(/[^ !#-[\]-~]/g, "?") });

const isBasic = (header: string | null): header is string => /^basic(?: |$)/i.test(header ?? "");

/**
 * Client id and secret from `Authorization: Basic`, which RFC 6749 prefers. Both are form-encoded
 * (section 2.3.1). The secret of a public client is empty.
 */
const basicCredentials = (header: string): Form | undefined => {
  const [, encoded = ""] = /^basic +([\w+/=-]+)$/i.exec(header) ?? [];
  const text = Buffer.from(encoded, "base64").toString();
  const colon = text.indexOf(":");
  const decode = (part: string) =>
    new URLSearchParams(`part=${part.replaceAll("&", "%26")}`).get("part") ?? "";
  const [id, secret] = [decode(text.slice(0, colon)), decode(text.slice(colon + 1))];
  if (colon < 0 || id === "") return undefined;
  return { client_id: id, ...(secret !== "" && { client_secret: secret }) };
};

/** The fields of a form. Empty ones count as omitted (RFC 6749). */
const parseForm = (text: string): Form | undefined => {
  const form: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (Object.hasOwn(form, name)) return undefined;
    if (value !== "" && name !== "__proto__") form[name] = value;
  }
  return form;
};

const withCredentials = Effect.fnUntraced(function* (
  form: Form,
  header: string | null,
): Effect.fn.Return<Form, TokenError> {
  if (!isBasic(header)) return form;
  const client = basicCredentials(header);
  if (client === undefined) {
    return yield* failToken("invalid_client", "The Authorization header is malformed.");
  }
  if (form["client_secret"] !== undefined) {
    return yield* failToken("invalid_request", "The client used two authentication methods.");
  }
  if (form["client_id"] !== undefined && form["client_id"] !== client["client_id"]) {
    return yield* failToken(
      "invalid_request",
      "client_id differs from the client in the Authorization header.",
    );
  }
  return { ...form, ...client };
});

/** Reads the form of an OAuth endpoint. The client authenticates in the form or with HTTP Basic. */
export const readClientForm = Effect.fnUntraced(function* (
  source: BodySource,
  mostBytes: number,
): Effect.fn.Return<Form, TokenError> {
  const text = yield* readText(source, mostBytes).pipe(
    Effect.mapError(() => failToken("invalid_request", "The body could not be read.")),
  );
  if (mediaTypeOf(source.request) !== "application/x-www-form-urlencoded") {
    return yield* failToken(
      "invalid_request",
      "The body must be application/x-www-form-urlencoded.",
    );
  }
  const form = parseForm(text);
  if (form === undefined) {
    return yield* failToken("invalid_request", "A field is given more than once.");
  }
  const whole = yield* withCredentials(form, source.request.headers.get("authorization"));
  if (storableIssues(whole).length > 0) {
    return yield* failToken("invalid_request", "A field contains a NUL character.");
  }
  return whole;
});
