import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import { identity } from "effect/Function";
import * as Result from "effect/Result";
import type { Tokens } from "../auth/tokens.ts";
import { anonymous, givenToken } from "../auth/givenTokens.ts";
import type { OperationName } from "../contract/contract.ts";
import { encodeRequest } from "../codec/encodeRequest.ts";
import type { Endpoint, RequestInput, RetryClass } from "../contract/endpoint.ts";
import { type TimedOut, TokenFailure } from "../errors/errors.ts";
import type { StopReason } from "../errors/details.ts";
import type { UsersError } from "../errors/unions.ts";
import { makeRequestQueue } from "./requestQueue.ts";
import { makeRetryBudget } from "./retryBudget.ts";
import { retrySchedule } from "./retrySchedule.ts";
import { withStopReason } from "./stopped.ts";
import type { Transport } from "./transport.ts";
import { makeAttempt } from "./attempt.ts";
import { invalidInput, missingToken, timeLimit, unusableToken } from "./callErrors.ts";
import { readCallHeaders } from "./callHeaders.ts";
import { traced } from "./traced.ts";
import { callOptionIssues } from "./checkCallOptions.ts";
import type { CallConfiguration } from "./callConfiguration.ts";
import { type CallProgress, CurrentProgress } from "./callProgress.ts";
import type { CallOptions } from "./callOptions.ts";

export type NamedEndpoint = Endpoint & { readonly name: OperationName };

/** Runs one call: encode, token, attempts with retries, decode. */
export type Call = (
  endpoint: NamedEndpoint,
  input: RequestInput,
  options: CallOptions & { readonly retryClass?: RetryClass },
  tokens: Tokens,
) => Effect.Effect<unknown, UsersError>;

/** Visible ASCII, safe in an Authorization header. */
const isBearerToken = (token: string): boolean => /^[\x21-\x7e]+$/.test(token);

/** Calls that wait for one token request share its failure, and each sets the stack of its own. */
const ownFailure = (failure: TokenFailure) =>
  new TokenFailure(Object.assign({}, failure, { message: failure.message }));

/** The token source of one call. */
const tokensFor = (endpoint: Endpoint, options: CallOptions, tokens: Tokens): Tokens => {
  if (endpoint.auth === "none" || options.token === null) return anonymous;
  return options.token === undefined ? tokens : givenToken(options.token);
};

/** One with a new token. Another one only if the first was with a token that another process stored. */
const maxReplays = 2;

export const makeCall = (configuration: CallConfiguration, transport: Transport): Call => {
  const attemptOnce = makeAttempt(configuration, transport);
  const budget = makeRetryBudget(configuration.retry);
  const queue = makeRequestQueue(configuration.concurrency);
  return (endpoint, input, options, clientTokens) =>
    Effect.gen(function* () {
      const encoded = encodeRequest(endpoint, input);
      const headers = readCallHeaders(configuration, options);
      const issues = [
        ...(Result.isFailure(encoded) ? encoded.failure : []),
        ...callOptionIssues(options),
        ...headers.issues,
      ];
      const tokens = tokensFor(endpoint, options, clientTokens);
      if (Result.isFailure(encoded) || issues.length > 0)
        return yield* invalidInput(endpoint, issues);
      const request = encoded.success;

      const limits = {
        attempt: options.timeout?.attempt ?? configuration.timeout.attempt,
        call: options.timeout?.call ?? configuration.timeout.call,
      };
      const retryOptions = {
        ...configuration.retry,
        ...(options.retries !== undefined && { retries: options.retries }),
      };
      const startedAt = yield* Clock.currentTimeMillis;
      const deadline = startedAt + limits.call;

      const progress: CallProgress = (yield* CurrentProgress) ?? { attempts: 0 };
      let sent = 0;
      const makeTimeoutError = (limit: TimedOut["limit"]) => () =>
        timeLimit(endpoint, limit, limits[limit], sent);

      // Each step gets the time that is left of the call. A single timeout around all of them would
      // cost a fiber race per call.
      let sentToken: string | undefined;
      let hasWaited = false;
      const send = (token: string | undefined, rejected?: string) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          const left = deadline - now;
          const limit = left < limits.attempt ? "call" : "attempt";
          progress.attempts += 1;
          // It may have been renewed while the request waited for its turn.
          const ready = hasWaited ? tokens.ready(now, rejected)?.token : undefined;
          sentToken = ready !== undefined && isBearerToken(ready) ? ready : token;
          return attemptOnce({
            endpoint,
            request,
            headers: headers.headers,
            token: sentToken,
            number: (sent += 1),
            timeoutMs: Math.min(left, limits.attempt),
            makeTimeoutError: makeTimeoutError(limit),
            secrets: [
              ...request.secrets,
              ...tokens.secrets(),
              ...headers.secrets,
              ...(sentToken === undefined ? [] : [sentToken]),
            ],
          });
        });
      const limitWait = (turn: Effect.Effect<void>) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          hasWaited = true;
          return Effect.timeoutOrElse(turn, {
            duration: deadline - now,
            orElse: () =>
              Effect.fail(
                timeLimit(endpoint, "call", limits.call, sent, configuration.concurrency),
              ),
          });
        });
      // Requests that wait need the token of the client's own token request, so it does not queue.
      const isTokenRequest = options.retryClass !== undefined;
      const attempt = (token: string | undefined, rejected?: string) =>
        isTokenRequest ? send(token) : queue(send(token, rejected), limitWait);

      const getToken = (rejected?: string) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          const ready = tokens.ready(now, rejected);
          return ready !== undefined
            ? Effect.succeed(ready.token)
            : Effect.timeoutOrElse(Effect.mapError(tokens.get(rejected), ownFailure), {
                duration: deadline - now,
                orElse: () => Effect.fail(makeTimeoutError("call")()),
              });
        });

      const attemptWith = (
        token: string | undefined,
        rejected: string | undefined,
      ): Effect.Effect<unknown, UsersError> =>
        token === undefined || isBearerToken(token)
          ? attempt(token, rejected)
          : Effect.fail(unusableToken(endpoint, sent));

      /** The API rejects a token before doing anything, so a replay with a new one is safe. */
      const replayed = (
        token: string | undefined,
        replays: number,
        rejectedBefore?: string,
      ): Effect.Effect<unknown, UsersError> =>
        Effect.catchTag(attemptWith(token, rejectedBefore), "Unauthorized", (unauthorized) => {
          const rejected = sentToken;
          return Effect.flatMap(
            rejected === undefined || replays === 0 ? Effect.undefined : getToken(rejected),
            (renewed) =>
              renewed === undefined || renewed === rejected
                ? Effect.fail(unauthorized)
                : replayed(
                    renewed,
                    tokens.isFromStore?.(renewed) === true ? replays - 1 : 0,
                    rejected,
                  ),
          );
        });

      const attemptWithToken = Effect.gen(function* () {
        const token = yield* getToken();
        if (token === undefined && endpoint.auth === "required") {
          return yield* missingToken(endpoint);
        }
        return yield* replayed(token, maxReplays);
      });

      let lastRetryCost = 0;
      let stopReason: StopReason | undefined;
      const value = yield* attemptWithToken.pipe(
        Effect.retry(
          retrySchedule(
            {
              retryClass: options.retryClass ?? endpoint.retry,
              options: retryOptions,
              budget,
              startedAt,
              deadline,
            },
            (error, decision) => {
              if (decision.retry) {
                lastRetryCost = decision.cost;
                configuration.onEvent?.({
                  type: "retry",
                  operation: endpoint.name,
                  attempt: error.attempts,
                  error: error._tag,
                  delay: decision.delay,
                });
              } else if (error.retryable) {
                stopReason = decision.reason;
                configuration.onEvent?.({
                  type: "give-up",
                  operation: endpoint.name,
                  attempt: error.attempts,
                  error: error._tag,
                  reason: decision.reason,
                });
              }
            },
          ),
        ),
        Effect.mapError((error) => withStopReason(error, stopReason)),
      );
      budget.succeeded(lastRetryCost);
      return value;
    }).pipe(
      Effect.tapError((error) =>
        Effect.logDebug(`${endpoint.name} failed: ${error._tag}`, {
          operation: endpoint.name,
          status: error.status,
          requestId: error.requestId,
          attempts: error.attempts,
        }),
      ),
      traced(
        `Users.${endpoint.name}`,
        () => ({
          attributes: { "users.operation": endpoint.operation },
        }),
        configuration.propagateTrace,
      ),
      configuration.tracer === undefined ? identity : Effect.withTracer(configuration.tracer),
    );
};
