import { parseJson } from "../codec/json.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { fromWirePath } from "../codec/fieldPath.ts";
import { toCamelCase } from "../models/fieldNames.ts";
import type { Redactor } from "./redactor.ts";
import { parseRetryAfter } from "./retryAfter.ts";
import type { HttpResponse } from "./transport.ts";
import type { ErrorDetails, FieldIssue } from "../errors/details.ts";
import {
  BadRequest,
  Forbidden,
  RateLimited,
  ServerError,
  TokenFailure,
  Unauthorized,
  UnexpectedResponse,
} from "../errors/errors.ts";
import { readErrorBody, type ErrorBody } from "./errorBody.ts";
import type { UsersError } from "../errors/unions.ts";

/** The call that a response belongs to. */
export interface FailedCall {
  readonly endpoint: Endpoint;
  readonly attempts: number;
  readonly redact: Redactor;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const maxTextLength = 500;
const clip = (text: string) =>
  text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text;

/** Parses JSON; `undefined` for anything else. */
export const tryParseJson = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

/** Translates the API's name of a field to the caller's. */
const fieldName = ({ params, query, body }: Endpoint, wireField: string): string => {
  const filter = Object.entries(query?.filters ?? {}).find(([, name]) => name === wireField);
  if (filter !== undefined) return `filter.${filter[0]}`;
  if (body?.format === "wrapped" && wireField === "value") return body.field ?? wireField;
  if (body === undefined || (params && wireField in params)) return toCamelCase(wireField);
  return fromWirePath(body.codec, wireField.split(".")).join(".");
};

const readIssues = ({ endpoint, redact }: FailedCall, body: ErrorBody): ReadonlyArray<FieldIssue> =>
  body.entries.flatMap(({ field, message }) =>
    field === ""
      ? []
      : [
          {
            // Redact first: once the name is translated, a secret in it would no longer match.
            field: clip(fieldName(endpoint, redact(field))),
            message: clip(redact(message === "" ? "is invalid" : message)),
          },
        ],
  );

/** Appends the API's message, unless it repeats ours. */
const joinSentences = (what: string, said: string): string =>
  said === "" || what.endsWith(said) ? what : `${what} ${said}`;

/** The error for a response with a status other than 2xx. */
export const errorFromResponse = (call: FailedCall, response: HttpResponse): UsersError => {
  const { endpoint, attempts, redact, now } = call;
  const { status, headers } = response;
  const json = tryParseJson(response.text);
  const body = readErrorBody(json);
  const issues = readIssues(call, body);
  const requestId = body.requestId ?? headers.get("x-request-id") ?? undefined;
  const said = clip(
    redact(body.entries.flatMap(({ message }) => (message === "" ? [] : [message])).join("; ")),
  );
  const details = (summary: string, retryable: boolean): ErrorDetails => ({
    operation: endpoint.name,
    status,
    issues,
    retryable,
    attempts,
    message: joinSentences(`${endpoint.name}: ${summary}`, said),
    ...(body.code !== undefined && { code: body.code }),
    ...(requestId !== undefined && { requestId: clip(redact(requestId)) }),
  });
  const retryAfter = parseRetryAfter(headers.get("retry-after"), now);
  const wait = retryAfter === undefined ? {} : { retryAfter };

  if (endpoint.body?.format === "form" && (status === 400 || status === 401)) {
    const oauthError = oauthErrorOf(json);
    if (oauthError !== undefined) {
      const { error, description } = oauthError;
      return new TokenFailure({
        ...details("The credentials were rejected", false),
        message: clip(
          redact(
            `${endpoint.name}: The credentials were rejected (${error}). ${description}`.trim(),
          ),
        ),
        reason: "rejected",
        oauthError: clip(redact(error)),
      });
    }
  }
  const documented = endpoint.failures.find(
    (failure) => failure.status === status && failure !== TokenFailure,
  );
  if (documented !== undefined) {
    return new documented(details(documented.summary, false) as never);
  }
  if (status === 400 || status === 422) return new BadRequest(details(BadRequest.summary, false));
  if (endpoint.auth !== "none" && status === 401) {
    return new Unauthorized(details(Unauthorized.summary, false));
  }
  if (endpoint.auth !== "none" && status === 403) {
    return new Forbidden(details(Forbidden.summary, false));
  }
  if (status === 429) {
    return new RateLimited({ ...details("Too many requests.", true), ...wait });
  }
  if (status >= 500) {
    return new ServerError({
      ...details(`The API failed with status ${status}.`, status !== 501 && status !== 505),
      ...wait,
    });
  }
  if (status < 400) {
    const summary = "The API answered with a redirect, which is not followed. Check the base URL.";
    return UnexpectedResponse.withText(
      { ...details(summary, false), reason: "redirect" },
      redact(response.text),
    );
  }
  const summary = `The API answered with status ${status}, which this endpoint does not document.`;
  return UnexpectedResponse.withText(
    { ...details(summary, status === 408), reason: "status" },
    redact(response.text),
  );
};

const oauthErrorOf = (json: unknown): { error: string; description: string } | undefined => {
  if (typeof json !== "object" || json === null || !("error" in json)) return undefined;
  if (typeof json.error !== "string") return undefined;
  const description =
    "error_description" in json && typeof json.error_description === "string"
      ? json.error_description
      : "";
  return { error: json.error, description };
};
