import { type FieldIssue, stringifyJson } from "@knetik-users/core/effect";
import {
  apiErrorKinds,
  type TransportErrorKind,
  transportErrorKinds,
} from "../api/errors/errorKinds.ts";
import type { ApiError } from "../api/errors/apiError.ts";
import { securityHeaders } from "./securityHeaders.ts";

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

/**
 * The headers of a response of the API, without its request id. `no-store` prevents caching of
 * personal data. Made once, because checking names and values costs more than copying them.
 */
const commonHeaders = { "cache-control": "no-store", ...securityHeaders };
const emptyHeaders = new Headers(commonHeaders);
const jsonHeaders = new Headers({ ...commonHeaders, "content-type": "application/json" });

const texts = new WeakMap<Response, string>();

/**
 * The body of a response of the API, if it was not replaced since. Reading it from the response's
 * stream takes longer than everything else that a socket needs.
 */
export const textOf = (response: Response): string | undefined => texts.get(response);

const jsonResponse = (status: number, text: string): Response => {
  const response = new Response(text, { status, headers: jsonHeaders });
  texts.set(response, text);
  return response;
};

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

const withRequestId = (response: Response, requestId: string | undefined): Response => {
  if (requestId !== undefined) response.headers.set(requestIdHeader, requestId);
  return response;
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
  headers: Record<string, string>,
) =>
  withRequestId(
    Response.json(resultBody(kind, requestId, issues), {
      status: kind.status,
      headers: { ...commonHeaders, ...headers },
    }),
    requestId,
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
  headers: Record<string, string> = {},
): Response => respond(transportErrorKinds[kind], requestId, [], headers);

/** Response with the result of an endpoint; `undefined` for an empty one. */
export const successResponse = (
  status: number,
  body: unknown,
  requestId?: string,
  headers?: Readonly<Record<string, string>>,
): Response => {
  const response = withRequestId(
    body === undefined
      ? new Response(null, { status, headers: emptyHeaders })
      : jsonResponse(status, stringifyJson(body)),
    requestId,
  );
  for (const name in headers) response.headers.set(name, headers[name] ?? "");
  return response;
};
