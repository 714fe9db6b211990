import * as Effect from "effect/Effect";
import ky from "ky";
import { connectionCause, type ConnectionCause } from "./connectionCause.ts";
import { BodyTooLarge, readText } from "./readText.ts";

/** One HTTP request, ready to go. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

/** One HTTP answer, read to its end. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type TransportFailure = "too-large" | ConnectionCause;

/** Sends one request, once. Interruption aborts it on the wire, its body too. */
export type Transport = (request: HttpRequest) => Effect.Effect<HttpResponse, TransportFailure>;

/** The `fetch` of the platform, or one that stands in for it. */
export type Fetch = (request: Request) => Promise<Response>;

export const makeTransport = (options: {
  readonly fetch: Fetch | undefined;
  readonly maxResponseBytes: number;
}): Transport => {
  const { fetch, maxResponseBytes } = options;
  const http = ky.create({
    // Retries and time limits belong to Effect; statuses are read by the decoder.
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    // A redirect would carry a password to wherever it points.
    redirect: "manual",
  });
  return ({ method, url, headers, body }) =>
    Effect.tryPromise({
      try: async (signal): Promise<HttpResponse> => {
        const response = await http(url, {
          method,
          headers: { ...headers },
          ...(body !== undefined && { body }),
          // Past ky: it would join the signal with one of its own, at half the price of a request.
          fetch: (request, init) =>
            fetch === undefined
              ? globalThis.fetch(request, { ...init, signal })
              : fetch(new Request(request, { ...init, signal })),
        });
        const text = await readText(response, maxResponseBytes);
        return { status: response.status, headers: response.headers, text };
      },
      // ky's errors hold the request with its headers and body: they end here.
      catch: (error): TransportFailure =>
        error instanceof BodyTooLarge ? "too-large" : connectionCause(error),
    });
};
