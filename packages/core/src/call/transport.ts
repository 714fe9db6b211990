import * as Effect from "effect/Effect";
import ky, { isNetworkError } from "ky";
import { connectionCause, type ConnectionCause } from "./connectionCause.ts";
import {
  checkResponse,
  type Fetch,
  type FetchedResponse,
  FetchFault,
  isProgrammingError,
} from "./fetchOption.ts";
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
  readonly headers: FetchedResponse["headers"];
  readonly text: string;
}

export type TransportFailure = "too-large" | ConnectionCause | FetchFault;

/** Sends a request once. Interruption aborts the request and the reading of the body. */
export type Transport = (request: HttpRequest) => Effect.Effect<HttpResponse, TransportFailure>;

export const makeTransport = (options: {
  readonly fetch: Fetch | undefined;
  readonly maxResponseBytes: number;
}): Transport => {
  const { fetch: custom, maxResponseBytes } = options;
  const http = ky.create({
    // Effect handles retries and time limits; the decoder handles statuses.
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    // Following a redirect could send a password to another host.
    redirect: "manual",
  });
  const kyOptions = ({ method, headers, body }: HttpRequest) => ({
    method,
    headers: { ...headers },
    ...(body !== undefined && { body }),
  });

  // Signals are passed to `fetch` instead of to ky, which would combine them with its own signal at half
  // the cost of a request.
  const sendWithPlatform = (request: HttpRequest, signal: AbortSignal): Promise<FetchedResponse> =>
    http(request.url, {
      ...kyOptions(request),
      fetch: (input, init) => globalThis.fetch(input, { ...init, signal }),
    });

  const sendWith = async (fetch: Fetch, request: HttpRequest, signal: AbortSignal) => {
    const { method, url, body } = request;
    let response: unknown;
    try {
      await http(url, {
        ...kyOptions(request),
        fetch: async (input) => {
          const { headers } = new Request(input);
          response = await fetch(url, {
            method,
            headers: Object.fromEntries(headers),
            ...(body !== undefined && { body }),
            redirect: "manual",
            signal,
          });
          // The actual response may be of another class than ky expects.
          return new Response();
        },
      });
    } catch (error) {
      const isFault =
        !isNetworkError(error) &&
        isProgrammingError(error) &&
        connectionCause(error).reason === "unknown";
      throw isFault ? new FetchFault(`threw a ${error.name}.`, { cause: error }) : error;
    }
    return checkResponse(response);
  };

  return (request) =>
    Effect.tryPromise({
      try: async (signal): Promise<HttpResponse> => {
        const response = await (custom === undefined
          ? sendWithPlatform(request, signal)
          : sendWith(custom, request, signal));
        const { status, headers } = response;
        return { status, headers, text: await readText(response, maxResponseBytes) };
      },
      // ky's errors contain the request with its headers and body, so they must not leave this file.
      catch: (error): TransportFailure => {
        if (error instanceof BodyTooLarge) return "too-large";
        return error instanceof FetchFault ? error : connectionCause(error);
      },
    });
};
