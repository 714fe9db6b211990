import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type * as Fiber from "effect/Fiber";
import * as Result from "effect/Result";
import type * as Tracer from "effect/Tracer";
import type { EncodedRequest } from "../codec/encodeRequest.ts";
import type { CalledOperation } from "../contract/adminContract.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import type { TimedOut } from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import { limitedPromise } from "../platform/limitedPromise.ts";
import { monotonicMillis } from "../platform/monotonicTime.ts";
import { defaultHeaders } from "../platform/userAgent.ts";
import type { CallConfiguration } from "./callConfiguration.ts";
import type { AttemptEvent } from "./clientEvents.ts";
import { connectionError } from "./connectionError.ts";
import { logsDebug } from "./logsDebug.ts";
import { readResponse } from "./readResponse.ts";
import { makeRedactor } from "./redactor.ts";
import type { RequestHeaders } from "./requestHeaders.ts";
import { traced } from "./traced.ts";
import type { HttpRequest, HttpResponse, Transport, TransportFailure } from "./transport.ts";

/** One request of a call. */
export interface Attempt {
  readonly endpoint: Endpoint & { readonly name: CalledOperation };
  readonly request: EncodedRequest;
  /** The headers of the client and of the call. */
  readonly headers: RequestHeaders;
  readonly token: string | undefined;
  /** 1 for the first attempt. */
  readonly number: number;
  /** The time limit of this attempt. */
  readonly timeoutMs: number;
  /** Makes the error for when the time runs out. */
  readonly makeTimeoutError: () => TimedOut;
  /** Values that must not appear in an error, an event or a span. Collected when one is made. */
  readonly secrets: () => ReadonlyArray<string>;
}

const traceparent = ({ traceId, spanId, sampled }: Tracer.AnySpan): string =>
  `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;

/** The event that reports how an attempt ended. */
const eventOf = (
  attempt: Attempt,
  duration: number,
  response: HttpResponse | undefined,
  error: UsersError | undefined,
): AttemptEvent => {
  const { endpoint, number } = attempt;
  // The id in an error is already redacted; a server may also echo a secret in that of a success.
  const header = response?.headers.get("x-request-id");
  const requestId = error?.requestId ?? (header && makeRedactor(attempt.secrets())(header));
  return {
    type: "attempt",
    operation: endpoint.name,
    method: endpoint.method,
    path: endpoint.path,
    attempt: number,
    duration,
    ...(response !== undefined && { status: response.status }),
    ...(requestId && { requestId }),
    ...(error !== undefined && { error: error._tag }),
  };
};

/** Makes the function that sends one request and reads its response within a time limit. */
export const makeAttempt = (configuration: CallConfiguration, transport: Transport) => {
  const { baseUrl, tokenUrl, onEvent, propagateTrace, maxResponseBytes, logDebug } = configuration;
  const api = new URL(baseUrl);
  const tokenServer = tokenUrl === undefined ? api : new URL(tokenUrl);
  const defaults = defaultHeaders();

  const requestOf = (attempt: Attempt, span: Tracer.Span | undefined): HttpRequest => {
    const { endpoint, request, headers, token } = attempt;
    const usesTokenUrl = tokenUrl !== undefined && endpoint.name === "getOAuthToken";
    // A token server on another origin must not see the headers and trace ids meant for the API.
    const isSameOrigin = !usesTokenUrl || tokenServer.origin === api.origin;
    const url = usesTokenUrl ? tokenUrl : `${baseUrl}${request.path}`;
    const sent: Record<string, string> = isSameOrigin
      ? { ...defaults, ...headers }
      : { ...defaults };
    sent["accept"] = "application/json";
    if (request.body) sent["content-type"] = request.body.contentType;
    if (token !== undefined) sent["authorization"] = `Bearer ${token}`;
    if (isSameOrigin && span && propagateTrace !== false) sent["traceparent"] = traceparent(span);
    return {
      method: request.method,
      url: request.query.length === 0 ? url : `${url}?${queryOf(request)}`,
      headers: sent,
      ...(request.body && { body: request.body.text }),
    };
  };

  const send = (
    fiber: Fiber.Fiber<unknown, unknown>,
    attempt: Attempt,
    span: Tracer.Span | undefined,
  ): Effect.Effect<unknown, UsersError> => {
    const { endpoint, timeoutMs, makeTimeoutError } = attempt;
    const request = requestOf(attempt, span);
    const clock = fiber.getRef(Clock.Clock);
    const log = logsDebug(fiber) ? logDebug : undefined;
    const isReported = log !== undefined || onEvent !== undefined;
    const startedAt = isReported ? monotonicMillis(clock) : 0;

    const end = (
      outcome: Result.Result<unknown, UsersError>,
      response?: HttpResponse,
    ): Effect.Effect<unknown, UsersError> => {
      const ended = Effect.fromResult(outcome);
      if (!isReported) return ended;
      const duration = Math.round(monotonicMillis(clock) - startedAt);
      const error = Result.isFailure(outcome) ? outcome.failure : undefined;
      const event = eventOf(attempt, duration, response, error);
      onEvent?.(event);
      return log === undefined
        ? ended
        : Effect.andThen(log(`${endpoint.method} ${endpoint.path}`, event), ended);
    };
    const read = (received: Result.Result<HttpResponse, TransportFailure>) => {
      if (Result.isFailure(received)) {
        return end(Result.fail(connectionError(attempt, received.failure, maxResponseBytes)));
      }
      const response = received.success;
      span?.attribute("http.response.status_code", response.status);
      const outcome = readResponse(attempt, response, clock.currentTimeMillisUnsafe(), (fields) =>
        onEvent?.({ type: "unreadable-fields", operation: endpoint.name, fields }),
      );
      return end(outcome, response);
    };
    return limitedPromise(fiber, {
      start: (signal) => transport(request, signal),
      milliseconds: timeoutMs,
      onSettled: read,
      onTimeout: () => end(Result.fail(makeTimeoutError())),
    });
  };

  return (
    fiber: Fiber.Fiber<unknown, unknown>,
    attempt: Attempt,
  ): Effect.Effect<unknown, UsersError> => {
    const { endpoint, number } = attempt;
    return traced(
      fiber,
      propagateTrace,
      () => ({
        name: `${endpoint.method} ${endpoint.path}`,
        kind: "client",
        attributes: {
          "http.request.method": endpoint.method,
          "url.template": endpoint.path,
          "server.address": (endpoint.name === "getOAuthToken" ? tokenServer : api).hostname,
          ...(number > 1 && { "http.request.resend_count": number - 1 }),
        },
      }),
      (span) => send(fiber, attempt, span),
    );
  };
};

const queryOf = ({ query }: EncodedRequest): string =>
  new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
