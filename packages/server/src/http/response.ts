import { type FieldIssue, stringifyJson } from "@knetik-users/core/effect";
import {
  apiErrorKinds,
  type TransportErrorKind,
  transportErrorKinds,
} from "../api/errors/errorKinds.ts";
import type { ApiError } from "../api/errors/apiError.ts";
import { securityHeaders } from "./securityHeaders.ts";
import { type HeaderRecord, TextResponse } from "./textResponse.ts";

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

/** The headers of a response of the API. `no-store` prevents caching of personal data. */
const commonHeaders = { "cache-control": "no-store", ...securityHeaders };
const jsonHeaders = { ...commonHeaders, "content-type": "application/json" };

const withRequestId = (
  headers: HeaderRecord,
  requestId: string | undefined,
  added?: HeaderRecord,
): HeaderRecord => ({
  ...headers,
  ...(requestId !== undefined && { [requestIdHeader]: requestId }),
  ...added,
});

/** A response whose JSON text is made while it is sent. */
export const streamedJson = (pieces: AsyncIterable<string>): Response => {
  const encoder = new TextEncoder();
  const source = pieces[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next: IteratorResult<string, unknown> = await source.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => {
      await source.return?.();
    },
  });
  return new Response(body, { headers: jsonHeaders });
};

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
  headers: HeaderRecord,
): Response =>
  new TextResponse(
    kind.status,
    JSON.stringify(resultBody(kind, requestId, issues)),
    withRequestId(jsonHeaders, requestId, headers),
  );

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
  headers: HeaderRecord = {},
): Response => respond(transportErrorKinds[kind], requestId, [], headers);

/** Response with the result of an endpoint; `undefined` for an empty one. */
export const successResponse = (
  status: number,
  body: unknown,
  requestId?: string,
  headers?: HeaderRecord,
): Response =>
  body === undefined
    ? new TextResponse(status, null, withRequestId(commonHeaders, requestId, headers))
    : new TextResponse(status, stringifyJson(body), withRequestId(jsonHeaders, requestId, headers));
