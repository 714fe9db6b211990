import { type FieldIssue, stringifyJson } from "@knetik-users/core/effect";
import {
  apiErrorKinds,
  type TransportErrorKind,
  transportErrorKinds,
} from "../api/errors/errorKinds.ts";
import type { ApiError } from "../api/errors/apiError.ts";

/** Body of an error response: the API's `Result`. */
interface ResultBody {
  readonly code: number;
  readonly request_id: string;
  readonly result: ReadonlyArray<{ readonly message: string; readonly field?: string }>;
}

interface Kind {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** Header with the request id, which error bodies also contain. */
export const requestIdHeader = "x-request-id";

/** Prevents caching of personal data. */
const noStore = { "cache-control": "no-store" };

const resultBody = (
  { code, message }: Kind,
  requestId: string,
  issues: ReadonlyArray<FieldIssue>,
): ResultBody => ({
  code,
  request_id: requestId,
  result:
    issues.length === 0
      ? [{ message }]
      : issues.map((issue) => ({
          message: issue.message,
          ...(issue.field !== "" && { field: issue.field }),
        })),
});

const respond = (
  kind: Kind,
  requestId: string,
  issues: ReadonlyArray<FieldIssue>,
  headers: Record<string, string>,
) =>
  Response.json(resultBody(kind, requestId, issues), {
    status: kind.status,
    headers: { ...noStore, ...headers },
  });

/** Response for an error of the contract. */
export const apiErrorResponse = (
  { _tag, issues }: ApiError,
  requestId: string,
  hasToken: boolean,
): Response =>
  respond(apiErrorKinds[_tag], requestId, issues, {
    ...(_tag === "Unauthorized" && {
      "www-authenticate": hasToken ? 'Bearer error="invalid_token"' : "Bearer",
    }),
  });

/** Response for an error outside of an endpoint. */
export const transportErrorResponse = (
  kind: TransportErrorKind,
  requestId: string,
  headers: Record<string, string> = {},
): Response => respond(transportErrorKinds[kind], requestId, [], headers);

/** Response with the result of an endpoint; `undefined` for an empty one. */
export const successResponse = (status: number, body: unknown): Response =>
  body === undefined
    ? new Response(null, { status, headers: noStore })
    : new Response(stringifyJson(body), {
        status,
        headers: { ...noStore, "content-type": "application/json" },
      });
