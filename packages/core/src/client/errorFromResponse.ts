import type { Endpoint } from "../contract/endpoint.ts";
import { fromWirePath } from "../contract/fieldPath.ts";
import { toCamelCase } from "../model/names.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { parseRetryAfter } from "../retry/retryAfter.ts";
import type { HttpResponse } from "../transport/transport.ts";
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
import { readResultBody, type ResultBody } from "./resultBody.ts";
import type { UsersError } from "../errors/unions.ts";

/** What is known of the call that failed. */
export interface FailedCall {
  readonly endpoint: Endpoint;
  readonly attempts: number;
  readonly redact: Redactor;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const longest = 500;
const clip = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** JSON, or undefined for anything else. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** The name under which the caller knows a field that the API names. */
const fieldName = ({ params, query, body }: Endpoint, wireField: string): string => {
  const filter = Object.entries(query?.filters ?? {}).find(([, name]) => name === wireField);
  if (filter !== undefined) return `filter.${filter[0]}`;
  if (body?.format === "wrapped" && wireField === "value") return body.field ?? wireField;
  if (body === undefined || (params && wireField in params)) return toCamelCase(wireField);
  return fromWirePath(body.schema, wireField.split(".")).join(".");
};

const readIssues = (
  { endpoint, redact }: FailedCall,
  body: ResultBody,
): ReadonlyArray<FieldIssue> =>
  body.entries.flatMap(({ field, message }) =>
    field === ""
      ? []
      : [
          {
            // First of all, since a secret in other letters would not be known any more.
            field: clip(fieldName(endpoint, redact(field))),
            message: clip(redact(message === "" ? "was refused" : message)),
          },
        ],
  );

/** Our sentence and the API's, unless the API says the same. */
const sentence = (what: string, said: string): string =>
  said === "" || what.endsWith(said) ? what : `${what} ${said}`;

/** The error that an answer other than 2xx means. */
export const errorFromResponse = (call: FailedCall, response: HttpResponse): UsersError => {
  const { endpoint, attempts, redact, now } = call;
  const { status, headers } = response;
  const json = parseJson(response.text);
  const body = readResultBody(json);
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
    message: sentence(`${endpoint.name}: ${summary}`, said),
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
        ...details("The credentials were refused", false),
        message: clip(
          redact(
            `${endpoint.name}: The credentials were refused (${error}). ${description}`.trim(),
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
    return new UnexpectedResponse({
      ...details(
        "The API answered with a redirect, which is not followed; is the base URL right?",
        false,
      ),
      reason: "redirect",
    });
  }
  return new UnexpectedResponse({
    ...details(
      `The API answered with status ${status}, which this endpoint does not document.`,
      status === 408,
    ),
    reason: "status",
  });
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
