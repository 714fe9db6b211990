import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as References from "effect/References";
import type * as Tracer from "effect/Tracer";
import type { EncodedRequest } from "../codec/encodeRequest.ts";
import type { OperationName } from "../contract/contract.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import type { TimedOut } from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import type { AttemptEvent } from "./clientEvents.ts";
import { defaultHeaders } from "../platform/userAgent.ts";
import type { RequestHeaders } from "./requestHeaders.ts";
import { isTraced, traced } from "./traced.ts";
import type { HttpResponse, Transport } from "./transport.ts";
import type { CallConfiguration } from "./callConfiguration.ts";
import { connectionError } from "./connectionError.ts";
import { readResponse } from "./readResponse.ts";
import { makeRedactor } from "./redactor.ts";

/** One request of a call. */
export interface Attempt {
  readonly endpoint: Endpoint & { readonly name: OperationName };
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
  /** Values that must not appear in an error, an event or a span. */
  readonly secrets: ReadonlyArray<string>;
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
  const requestId = error?.requestId ?? (header && makeRedactor(attempt.secrets)(header));
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

const logsDebug = Effect.map(
  References.MinimumLogLevel,
  (level) => level === "Debug" || level === "Trace" || level === "All",
);

/** Makes the function that sends one request and reads its response within a time limit. */
export const makeAttempt = (configuration: CallConfiguration, transport: Transport) => {
  const { baseUrl, tokenUrl, onEvent, propagateTrace, maxResponseBytes } = configuration;
  const api = new URL(baseUrl);
  const tokenServer = tokenUrl === undefined ? api : new URL(tokenUrl);
  const defaults = defaultHeaders();

  const send = (attempt: Attempt) =>
    Effect.gen(function* () {
      const { endpoint, request, headers, token } = attempt;
      const usesTokenUrl = tokenUrl !== undefined && endpoint.name === "getOAuthToken";
      // A token server on another origin must not see the headers and trace ids meant for the API.
      const isSameOrigin = !usesTokenUrl || tokenServer.origin === api.origin;
      const tracer = yield* Effect.tracer;
      const span =
        (propagateTrace ?? isTraced(tracer))
          ? yield* Effect.orElseSucceed(Effect.currentSpan, () => undefined)
          : undefined;
      const url = usesTokenUrl ? tokenUrl : `${baseUrl}${request.path}`;
      const query = request.query.length === 0 ? "" : `?${queryOf(request)}`;
      return yield* transport({
        method: request.method,
        url: url + query,
        headers: {
          ...defaults,
          ...(isSameOrigin && headers),
          accept: "application/json",
          ...(request.body && { "content-type": request.body.contentType }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(isSameOrigin && span && { traceparent: traceparent(span) }),
        },
        ...(request.body && { body: request.body.text }),
      }).pipe(
        Effect.mapError((failure) => connectionError(attempt, failure, maxResponseBytes)),
        Effect.tap(({ status }) => Effect.annotateCurrentSpan("http.response.status_code", status)),
      );
    });

  return (attempt: Attempt): Effect.Effect<unknown, UsersError> => {
    const { endpoint, number } = attempt;
    let response: HttpResponse | undefined;
    let started = 0;
    const report = (error?: UsersError) =>
      Effect.flatMap(logsDebug, (logs) =>
        onEvent === undefined && !logs
          ? Effect.void
          : Effect.flatMap(Clock.currentTimeMillis, (now) => {
              const event = eventOf(attempt, now - started, response, error);
              onEvent?.(event);
              return Effect.logDebug(`${endpoint.method} ${endpoint.path}`, event);
            }),
      );
    return Effect.gen(function* () {
      started = yield* Clock.currentTimeMillis;
      response = yield* send(attempt);
      const now = yield* Clock.currentTimeMillis;
      return yield* Effect.fromResult(
        readResponse(attempt, response, now, (fields) =>
          onEvent?.({ type: "unreadable-fields", operation: endpoint.name, fields }),
        ),
      );
    }).pipe(
      Effect.timeoutOrElse({
        duration: attempt.timeoutMs,
        orElse: () => Effect.fail(attempt.makeTimeoutError()),
      }),
      Effect.tapError(report),
      Effect.tap(() => report()),
      traced(
        `${endpoint.method} ${endpoint.path}`,
        () => ({
          kind: "client",
          attributes: {
            "http.request.method": endpoint.method,
            "url.template": endpoint.path,
            "server.address": (endpoint.name === "getOAuthToken" ? tokenServer : api).hostname,
            ...(number > 1 && { "http.request.resend_count": number - 1 }),
          },
        }),
        propagateTrace,
      ),
    );
  };
};

const queryOf = ({ query }: EncodedRequest): string =>
  new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
