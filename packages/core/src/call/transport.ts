import * as Effect from "effect/Effect";
import ky from "ky";
import { connectionCause, type ConnectionCause } from "./connectionCause.ts";
import { BodyTooLarge, readText } from "./readText.ts";

/** An HTTP request. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

/** An HTTP response with its complete body. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type TransportFailure = "too-large" | ConnectionCause;

/** Sends a request once. Interruption aborts the request and the reading of the body. */
export type Transport = (request: HttpRequest) => Effect.Effect<HttpResponse, TransportFailure>;

/** The platform's `fetch`, or a replacement. */
export type Fetch = (request: Request) => Promise<Response>;

export const makeTransport = (options: {
  readonly fetch: Fetch | undefined;
  readonly maxResponseBytes: number;
}): Transport => {
  const { fetch, maxResponseBytes } = options;
  const http = ky.create({
    // Effect handles retries and time limits; the decoder handles statuses.
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    // Following a redirect could send a password to another host.
    redirect: "manual",
  });
  return ({ method, url, headers, body }) =>
    Effect.tryPromise({
      try: async (signal): Promise<HttpResponse> => {
        const response = await http(url, {
          method,
          headers: { ...headers },
          ...(body !== undefined && { body }),
          // Passed here instead of to ky, which would combine it with its own signal at half the cost
          // of a request.
          fetch: (request, init) =>
            fetch === undefined
              ? globalThis.fetch(request, { ...init, signal })
              : fetch(new Request(request, { ...init, signal })),
        });
        const text = await readText(response, maxResponseBytes);
        return { status: response.status, headers: response.headers, text };
      },
      // ky's errors contain the request with its headers and body, so they must not leave this file.
      catch: (error): TransportFailure =>
        error instanceof BodyTooLarge ? "too-large" : connectionCause(error),
    });
};
