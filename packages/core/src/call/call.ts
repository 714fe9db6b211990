import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type * as Fiber from "effect/Fiber";
import { identity } from "effect/Function";
import * as Random from "effect/Random";
import * as Result from "effect/Result";
import type { Tokens } from "../auth/tokens.ts";
import { anonymous, givenToken } from "../auth/givenTokens.ts";
import type { CalledOperation } from "../contract/adminContract.ts";
import { encodeRequest } from "../codec/encodeRequest.ts";
import type { Endpoint, RequestInput, RetryClass } from "../contract/endpoint.ts";
import type { TimedOut } from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import { monotonicMillis } from "../platform/monotonicTime.ts";
import { makeRequestQueue } from "./requestQueue.ts";
import { makeRetryBudget } from "./retryBudget.ts";
import { decideRetry, type RetryContext } from "./decideRetry.ts";
import { withStopReason } from "./stopped.ts";
import type { Transport } from "./transport.ts";
import { makeAttempt } from "./attempt.ts";
import { invalidInput, timeLimit, unusableToken } from "./callErrors.ts";
import { readCallHeaders, secretsInHeaders } from "./callHeaders.ts";
import { traced } from "./traced.ts";
import { callOptionIssues } from "./checkCallOptions.ts";
import type { CallConfiguration } from "./callConfiguration.ts";
import { CurrentProgress } from "./callProgress.ts";
import type { CallOptions } from "./callOptions.ts";
import { logsDebug } from "./logsDebug.ts";
import { attemptWithToken, type TokenCall } from "./tokenReplay.ts";
import { withRetries } from "./withRetries.ts";

export type NamedEndpoint = Endpoint & { readonly name: CalledOperation };

/** Options of a call. The retry class is that of a token request, which differs between grants. */
type Options = CallOptions & { readonly retryClass?: RetryClass };

/** Runs one call: encode, token, attempts with retries, decode. */
export type Call = (
  endpoint: NamedEndpoint,
  input: RequestInput,
  options: Options | undefined,
  tokens: Tokens,
) => Effect.Effect<unknown, UsersError>;

/** Visible ASCII, safe in an Authorization header. */
const isBearerToken = (token: string): boolean => /^[\x21-\x7e]+$/.test(token);

/** The token source of one call. */
const tokensFor = (
  endpoint: Endpoint,
  token: string | null | undefined,
  tokens: Tokens,
): Tokens => {
  if (endpoint.auth === "none" || token === null) return anonymous;
  return token === undefined ? tokens : givenToken(token);
};

export const makeCall = (configuration: CallConfiguration, transport: Transport): Call => {
  const attemptOnce = makeAttempt(configuration, transport);
  const budget = makeRetryBudget(configuration.retry);
  const queue = makeRequestQueue(configuration.concurrency);
  const { logDebug, onEvent, propagateTrace, tracer } = configuration;
  const withTracer = tracer === undefined ? identity : Effect.withTracer(tracer);

  const run = (
    [endpoint, input, options, clientTokens]: Parameters<Call>,
    fiber: Fiber.Fiber<unknown, unknown>,
  ): Effect.Effect<unknown, UsersError> => {
    const encoded = encodeRequest(endpoint, input);
    const { headers, issues: headerIssues } = readCallHeaders(configuration, options?.headers);
    const optionIssues = callOptionIssues(options);
    if (Result.isFailure(encoded) || optionIssues.length > 0 || headerIssues.length > 0) {
      const inputIssues = Result.isFailure(encoded) ? encoded.failure : [];
      return Effect.fail(
        invalidInput(endpoint, [...inputIssues, ...optionIssues, ...headerIssues]),
      );
    }
    const request = encoded.success;
    const tokens = tokensFor(endpoint, options?.token, clientTokens);

    const clock = fiber.getRef(Clock.Clock);
    const now = () => monotonicMillis(clock);
    const { timeout } = configuration;
    const limits =
      options?.timeout === undefined
        ? timeout
        : {
            attempt: options.timeout.attempt ?? timeout.attempt,
            call: options.timeout.call ?? timeout.call,
          };
    const startedAt = now();
    const deadline = startedAt + limits.call;
    const left = () => deadline - now();

    const progress = fiber.getRef(CurrentProgress);
    let sent = 0;
    const makeTimeoutError = (limit: TimedOut["limit"]) => () =>
      timeLimit(endpoint, limit, limits[limit], sent);

    // Each step gets the time that is left of the call, so that no timer runs around all of them.
    let sentToken: string | undefined;
    let hasWaited = false;
    const send = (token: string | undefined, rejected: string | undefined) => {
      const limitMs = Math.min(left(), limits.attempt);
      const limit = limitMs < limits.attempt ? "call" : "attempt";
      if (progress !== undefined) progress.attempts += 1;
      // It may have been renewed while the request waited for its turn.
      const ready = hasWaited ? readyToken(rejected)?.token : undefined;
      const used = ready !== undefined && isBearerToken(ready) ? ready : token;
      sentToken = used;
      return attemptOnce(fiber, {
        endpoint,
        request,
        headers,
        token: used,
        number: (sent += 1),
        timeoutMs: limitMs,
        makeTimeoutError: makeTimeoutError(limit),
        secrets: () => [
          ...request.secrets,
          ...tokens.secrets(),
          ...secretsInHeaders(headers),
          ...(used === undefined ? [] : [used]),
        ],
      });
    };
    const limitWait = () => {
      hasWaited = true;
      return {
        milliseconds: left(),
        onTimeout: () => timeLimit(endpoint, "call", limits.call, sent, configuration.concurrency),
      };
    };
    // Requests that wait need the token of the client's own token request, so it does not queue.
    const isTokenRequest = options?.retryClass !== undefined;
    const attempt = (
      token: string | undefined,
      rejected: string | undefined,
    ): Effect.Effect<unknown, UsersError> => {
      if (token !== undefined && !isBearerToken(token)) {
        return Effect.fail(unusableToken(endpoint, sent));
      }
      return isTokenRequest
        ? Effect.suspend(() => send(token, rejected))
        : queue(fiber, () => send(token, rejected), limitWait);
    };

    const readyToken = (rejected: string | undefined) =>
      tokens.ready(clock.currentTimeMillisUnsafe(), rejected);
    const tokenCall: TokenCall = {
      endpoint,
      tokens,
      ready: readyToken,
      left,
      makeTimeoutError: makeTimeoutError("call"),
      attempt,
      sentToken: () => sentToken,
    };

    const retry: RetryContext = {
      retryClass: options?.retryClass ?? endpoint.retry,
      options:
        options?.retries === undefined
          ? configuration.retry
          : { ...configuration.retry, retries: options.retries },
      budget,
      startedAt,
      deadline,
    };
    let lastRetryCost = 0;
    const decide = (error: UsersError, failures: number): Effect.Effect<number, UsersError> => {
      const random = fiber.getRef(Random.Random).nextDoubleUnsafe();
      const decision = decideRetry(retry, error, failures, now(), random);
      const event = {
        operation: endpoint.name,
        attempt: error.attempts,
        error: error._tag,
      };
      if (decision.retry) {
        lastRetryCost = decision.cost;
        onEvent?.({ type: "retry", ...event, delay: decision.delay });
        return Effect.succeed(decision.delay);
      }
      if (error.retryable) onEvent?.({ type: "give-up", ...event, reason: decision.reason });
      return Effect.fail(withStopReason(error, decision.reason));
    };
    return Effect.map(
      withRetries(() => attemptWithToken(tokenCall), decide),
      (value) => {
        budget.succeeded(lastRetryCost);
        return value;
      },
    );
  };

  const logged = (
    call: Effect.Effect<unknown, UsersError>,
    { name: operation }: NamedEndpoint,
    log: NonNullable<CallConfiguration["logDebug"]>,
  ): Effect.Effect<unknown, UsersError> =>
    Effect.tapError(call, ({ _tag, status, requestId, attempts }) =>
      log(`${operation} failed: ${_tag}`, { operation, status, requestId, attempts }),
    );

  return (...call) => {
    const [endpoint] = call;
    return withTracer(
      Effect.withFiber((fiber) =>
        traced(
          fiber,
          propagateTrace,
          () => ({
            name: `Users.${endpoint.name}`,
            attributes: { "users.operation": endpoint.operation },
          }),
          () =>
            logDebug !== undefined && logsDebug(fiber)
              ? logged(run(call, fiber), endpoint, logDebug)
              : run(call, fiber),
        ),
      ),
    );
  };
};
