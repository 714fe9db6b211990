import * as Result from "effect/Result";
import ky, { isNetworkError } from "ky";
import { connectionCause, type ConnectionCause } from "./connectionCause.ts";
import {
  checkResponse,
  type Fetch,
  type FetchedResponse,
  FetchFault,
  type FetchInit,
  isProgrammingError,
} from "./fetchOption.ts";
import { BodyTooLarge, readText } from "./readText.ts";

/** An HTTP request. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  /** Handed on to `fetch`, which may change them. */
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** An HTTP response with its complete body. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: FetchedResponse["headers"];
  readonly text: string;
}

export type TransportFailure = "too-large" | ConnectionCause | FetchFault;

/**
 * Sends a request once. Aborting the signal stops the request and the reading of the body. The promise
 * never rejects.
 */
export type Transport = (
  request: HttpRequest,
  signal: AbortSignal,
) => Promise<Result.Result<HttpResponse, TransportFailure>>;

/** The `fetch` of the platform when a request is sent, because a test may replace it. */
const platformFetch: Fetch = (url, init) => globalThis.fetch(url, init);

/** Tells a mistake in the `fetch` option from a failed connection. */
const isFault = (error: unknown): error is Error =>
  !isNetworkError(error) &&
  isProgrammingError(error) &&
  connectionCause(error).reason === "unknown";

// ky's errors contain the request with its headers and body, so they must not leave this file.
const failureOf = (error: unknown): TransportFailure => {
  if (error instanceof BodyTooLarge) return "too-large";
  return error instanceof FetchFault ? error : connectionCause(error);
};

/**
 * Sends requests with ky, which gets the URL and the method. Headers, body and signal go to `fetch` past
 * it: ky would put them into a `Request` that `fetch` has to copy, and combine the signal with its own,
 * at half the cost of a request.
 */
export const makeTransport = (options: {
  readonly fetch: Fetch | undefined;
  readonly maxResponseBytes: number;
}): Transport => {
  const { fetch = platformFetch, maxResponseBytes } = options;
  const http = ky.create({
    // The call handles retries and time limits, the decoder handles statuses.
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
  });
  return async ({ method, url, headers, body }, signal) => {
    const init: FetchInit = {
      method,
      headers,
      ...(body !== undefined && { body }),
      // Following a redirect could send a password to another host.
      redirect: "manual",
      signal,
    };
    let response: FetchedResponse | undefined;
    try {
      const received = await http(url, {
        method,
        fetch: async () => {
          response = checkResponse(await fetch(url, init));
          // It may be of another class than ky expects.
          return response instanceof Response ? response : new Response();
        },
      });
      response ??= received;
      const { status, headers } = response;
      const text = await readText(response, maxResponseBytes);
      return Result.succeed({ status, headers, text });
    } catch (error) {
      return Result.fail(
        failureOf(
          options.fetch !== undefined && response === undefined && isFault(error)
            ? new FetchFault(`threw a ${error.name}.`, { cause: error })
            : error,
        ),
      );
    }
  };
};
