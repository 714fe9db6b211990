import * as Result from "effect/Result";
import ky, { isNetworkError, type KyInstance, type Options } from "ky";
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

/**
 * Sends a request once. Aborting the signal stops the request and the reading of the body. The promise
 * never rejects.
 */
export type Transport = (
  request: HttpRequest,
  signal: AbortSignal,
) => Promise<Result.Result<HttpResponse, TransportFailure>>;

type KyFetch = NonNullable<Options["fetch"]>;

/** The options that differ between requests. As few as possible, because ky copies all for each. */
const kyOptions = ({ method, headers, body }: HttpRequest, fetch: KyFetch): Options => {
  const options: Options = { headers, fetch };
  if (method !== "GET") options.method = method;
  if (body !== undefined) options.body = body;
  return options;
};

type Send = (request: HttpRequest, signal: AbortSignal) => Promise<FetchedResponse>;

// Signals are passed to `fetch` instead of to ky, which would combine them with its own signal at a third
// of the cost of a request.
const platformSend =
  (http: KyInstance): Send =>
  (request, signal) =>
    http(
      request.url,
      kyOptions(request, (input, init) => globalThis.fetch(input, { ...init, signal })),
    );

const customSend =
  (http: KyInstance, fetch: Fetch): Send =>
  async (request, signal) => {
    const { method, url, headers, body } = request;
    let response: FetchedResponse | undefined;
    const send: KyFetch = async (input) => {
      const fetched: unknown = await fetch(url, {
        method,
        headers: input instanceof Request ? Object.fromEntries(input.headers) : { ...headers },
        ...(body !== undefined && { body }),
        redirect: "manual",
        signal,
      });
      response = checkResponse(fetched);
      // It may be of another class than ky expects.
      return response instanceof Response ? response : new Response();
    };
    try {
      const received = await http(url, kyOptions(request, send));
      return response ?? received;
    } catch (error) {
      const isFault =
        !isNetworkError(error) &&
        isProgrammingError(error) &&
        connectionCause(error).reason === "unknown";
      throw isFault ? new FetchFault(`threw a ${error.name}.`, { cause: error }) : error;
    }
  };

// ky's errors contain the request with its headers and body, so they must not leave this file.
const failureOf = (error: unknown): TransportFailure => {
  if (error instanceof BodyTooLarge) return "too-large";
  return error instanceof FetchFault ? error : connectionCause(error);
};

export const makeTransport = (options: {
  readonly fetch: Fetch | undefined;
  readonly maxResponseBytes: number;
}): Transport => {
  const { fetch, maxResponseBytes } = options;
  const http = ky.create({
    // The call handles retries and time limits, the decoder handles statuses.
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    // Following a redirect could send a password to another host.
    redirect: "manual",
  });
  const send = fetch === undefined ? platformSend(http) : customSend(http, fetch);
  return async (request, signal) => {
    try {
      const response = await send(request, signal);
      const { status, headers } = response;
      return Result.succeed({
        status,
        headers,
        text: await readText(response, maxResponseBytes),
      });
    } catch (error) {
      return Result.fail(failureOf(error));
    }
  };
};
