import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import * as Tracer from "effect/Tracer";
import type { OperationName } from "../contract/contract.ts";
import type { EncodedRequest } from "../contract/encodeRequest.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { decodeWire } from "../contract/response.ts";
import { wireCodec } from "../contract/wireCodec.ts";
import { ConnectionFailed, type TimedOut, UnexpectedResponse } from "../errors/errors.ts";
import { errorFromResponse, parseJson } from "../errors/fromResponse.ts";
import type { UsersError } from "../errors/unions.ts";
import { secretsIn } from "../contract/secrets.ts";
import type { AttemptEvent } from "../observe/events.ts";
import { makeRedactor, type Redactor } from "../redaction/redactor.ts";
import type { HttpResponse, Transport, TransportFailure } from "../transport/transport.ts";
import type { Configuration } from "./configuration.ts";

/** One request of one call. */
export interface Attempt {
  readonly endpoint: Endpoint & { readonly name: OperationName };
  readonly request: EncodedRequest;
  readonly token: string | undefined;
  /** 1 for the first. */
  readonly number: number;
  /** Milliseconds that are left for it. */
  readonly timeLeft: number;
  /** The error where they run out. */
  readonly timedOut: () => TimedOut;
  /** What else must not appear in an error. */
  readonly secrets: ReadonlyArray<string>;
}

const isSuccess = ({ status }: HttpResponse) => status >= 200 && status < 300;

const isPage = ({ headers, text }: HttpResponse) =>
  text.trim() !== "" &&
  /^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get("content-type") ?? "");

/** Everything this attempt knows that must not be told. */
const redactorOf = (
  { request, token, secrets }: Attempt,
  received: ReadonlyArray<string> = [],
): Redactor =>
  makeRedactor([
    ...request.secrets,
    ...secrets,
    ...(token === undefined ? [] : [token]),
    ...received,
  ]);

/** What the answer itself gives away, such as a token in an answer that says it failed. */
const secretsReceived = ({ success }: Endpoint, { text }: HttpResponse): ReadonlyArray<string> =>
  success === undefined ? [] : secretsIn(success, wireCodec(success).fromWire(parseJson(text)));

/** Decodes what came back into the endpoint's success or one of its errors. */
const readResponse = (
  attempt: Attempt,
  response: HttpResponse,
  now: number,
): Result.Result<unknown, UsersError> => {
  const { endpoint, number } = attempt;
  if (!isSuccess(response)) {
    const redact = redactorOf(attempt, secretsReceived(endpoint, response));
    return Result.fail(errorFromResponse({ endpoint, attempts: number, redact, now }, response));
  }
  const unexpected = (
    reason: UnexpectedResponse["reason"],
    what: string,
    issues: UnexpectedResponse["issues"] = [],
  ) =>
    Result.fail(
      new UnexpectedResponse({
        operation: endpoint.name,
        status: response.status,
        issues,
        retryable: false,
        attempts: number,
        reason,
        message: `${endpoint.name}: ${what} Is the base URL right, or is a proxy in between?`,
      }),
    );
  if (endpoint.success === undefined) {
    // A login page that a proxy put in the way is not the API's "done".
    return isPage(response)
      ? unexpected("not-json", "The answer is a web page.")
      : Result.succeed(undefined);
  }
  if (response.text.trim() === "") return unexpected("empty", "The API answered without a body.");
  const json = parseJson(response.text);
  if (json === undefined) return unexpected("not-json", "The answer is not JSON.");
  return Result.orElse(decodeWire(endpoint.success, json), (issues) =>
    unexpected("shape", "The answer is not of the documented shape.", issues),
  );
};

const connectionError = (
  attempt: Attempt,
  failure: TransportFailure,
  maxResponseBytes: number,
): UsersError => {
  const { endpoint, number } = attempt;
  const details = { operation: endpoint.name, issues: [], attempts: number };
  if (failure === "too-large") {
    return new UnexpectedResponse({
      ...details,
      retryable: false,
      reason: "too-large",
      message: `${endpoint.name}: The answer is longer than maxResponseBytes (${maxResponseBytes}).`,
    });
  }
  const { reason, reached, code } = failure;
  const causes: { readonly [Reason in typeof reason]: string } = {
    refused: "Nobody listens at the API's address.",
    dns: "The API's host name cannot be resolved.",
    unreachable: "The API's host cannot be reached.",
    tls: "The API's certificate was not accepted.",
    reset: "The connection broke before the answer was complete.",
    unknown: "There was no answer.",
  };
  return new ConnectionFailed({
    ...details,
    retryable: reason !== "tls",
    reason,
    reached,
    message: `${endpoint.name}: ${causes[reason]}${code === undefined ? "" : ` (${redactorOf(attempt)(code)})`}`,
  });
};

const traceparent = ({ traceId, spanId, sampled }: Tracer.AnySpan): string =>
  `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;

/** Makes the function that sends one request and reads its answer, within a time limit. */
export const makeAttempt = (configuration: Configuration, transport: Transport) => {
  const { baseUrl, tokenUrl, headers, onEvent, propagateTrace, maxResponseBytes } = configuration;
  const origin = new URL(baseUrl).origin;
  /** Where an endpoint is, without its path parameters and its query. */
  const addressOf = ({ name }: Endpoint, path: string): string =>
    name === "getOAuthToken" && tokenUrl !== undefined ? tokenUrl : `${baseUrl}${path}`;

  const send = (attempt: Attempt) =>
    Effect.gen(function* () {
      const { endpoint, request, token } = attempt;
      const span = yield* Effect.orElseSucceed(Effect.currentSpan, () => undefined);
      const tracer = yield* Effect.tracer;
      const base = addressOf(endpoint, request.path);
      const query = new URLSearchParams(request.query.map(([name, value]) => [name, value]));
      const ownOrigin = new URL(base).origin === origin;
      const response = yield* transport({
        method: request.method,
        url: query.size === 0 ? base : `${base}?${query}`,
        headers: {
          ...(ownOrigin && headers),
          accept: "application/json",
          ...(request.body && { "content-type": request.body.contentType }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          // Another origin, such as a separate token server, must not learn our trace ids.
          ...(ownOrigin &&
            span !== undefined &&
            (propagateTrace ?? tracer !== Tracer.nativeTracer) && {
              traceparent: traceparent(span),
            }),
        },
        ...(request.body && { body: request.body.text }),
      }).pipe(Effect.mapError((failure) => connectionError(attempt, failure, maxResponseBytes)));
      span?.attribute("http.response.status_code", response.status);
      return response;
    });

  return (attempt: Attempt): Effect.Effect<unknown, UsersError> => {
    const { endpoint, number } = attempt;
    let response: HttpResponse | undefined;
    let started = 0;
    const report = (error?: UsersError) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        // The id of an error is redacted already; that of a success may hold what was sent, too.
        const header = response?.headers.get("x-request-id");
        const requestId = error?.requestId ?? (header && redactorOf(attempt)(header));
        const event: AttemptEvent = {
          type: "attempt",
          operation: endpoint.name,
          method: endpoint.method,
          path: endpoint.path,
          attempt: number,
          duration: now - started,
          ...(response !== undefined && { status: response.status }),
          ...(requestId && { requestId }),
          ...(error !== undefined && { error: error._tag }),
        };
        onEvent(event);
        return Effect.logDebug(`${endpoint.method} ${endpoint.path}`, event);
      });
    return Effect.gen(function* () {
      started = yield* Clock.currentTimeMillis;
      response = yield* send(attempt);
      const now = yield* Clock.currentTimeMillis;
      return yield* Effect.fromResult(readResponse(attempt, response, now));
    }).pipe(
      Effect.timeoutOrElse({
        duration: attempt.timeLeft,
        orElse: () => Effect.fail(attempt.timedOut()),
      }),
      Effect.tapError(report),
      Effect.tap(() => report()),
      Effect.withSpan(
        `${endpoint.method} ${endpoint.path}`,
        {
          kind: "client",
          attributes: {
            "http.request.method": endpoint.method,
            "url.template": endpoint.path,
            "server.address": new URL(addressOf(endpoint, "")).hostname,
            ...(number > 1 && { "http.request.resend_count": number - 1 }),
          },
        },
        { captureStackTrace: false },
      ),
    );
  };
};
