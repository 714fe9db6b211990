import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import { identity } from "effect/Function";
import * as Result from "effect/Result";
import type { Tokens } from "../auth/tokens.ts";
import { anonymous, givenTokens } from "../auth/givenTokens.ts";
import type { OperationName } from "../contract/contract.ts";
import { encodeRequest } from "../contract/encodeRequest.ts";
import type { Endpoint, RequestInput, RetryClass } from "../contract/endpoint.ts";
import { InvalidInput, TimedOut, TokenFailure } from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import { traced } from "../observe/traced.ts";
import { makeRetryBudget } from "../retry/budget.ts";
import { retrySchedule } from "../retry/schedule.ts";
import type { Transport } from "../transport/transport.ts";
import { makeAttempt } from "./makeAttempt.ts";
import { callOptionIssues } from "./callOptions.ts";
import type { Configuration } from "./configuration.ts";
import type { CallOptions } from "./options.ts";

export type NamedEndpoint = Endpoint & { readonly name: OperationName };

/** Runs one call: encode, token, attempts with retries, decode. */
export type Call = (
  endpoint: NamedEndpoint,
  input: RequestInput,
  options: CallOptions & { readonly retryClass?: RetryClass },
  tokens: Tokens,
) => Effect.Effect<unknown, UsersError>;

const refuse = (endpoint: Endpoint, issues: InvalidInput["issues"]) =>
  new InvalidInput({
    operation: endpoint.name,
    issues,
    retryable: false,
    attempts: 0,
    message: `${endpoint.name}: Nothing was sent. ${issues
      .map(({ field, message }) => (field === "" ? message : `${field}: ${message}`))
      .join("; ")}`,
  });

const missingToken = (endpoint: Endpoint) =>
  new TokenFailure({
    operation: endpoint.name,
    issues: [],
    retryable: false,
    attempts: 0,
    reason: "missing",
    message: `${endpoint.name}: This call needs an access token. Give the client \`auth\`, or the call a \`token\`.`,
  });

/** What fits into a header. */
const isBearer = (token: string): boolean => /^[\x21-\x7e]+$/.test(token);

const unusableToken = (endpoint: Endpoint) =>
  new TokenFailure({
    operation: endpoint.name,
    issues: [],
    retryable: false,
    attempts: 0,
    reason: "unavailable",
    message: `${endpoint.name}: The access token is empty, or holds characters that a header cannot carry.`,
  });

const timeLimit = (endpoint: Endpoint, limit: TimedOut["limit"], after: number, attempts: number) =>
  new TimedOut({
    operation: endpoint.name,
    issues: [],
    retryable: true,
    attempts,
    limit,
    after,
    message:
      limit === "attempt"
        ? `${endpoint.name}: No complete answer within ${after} ms.`
        : `${endpoint.name}: Not done within ${after} ms, after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}.`,
  });

/** Whose token this call carries. */
const tokensFor = (endpoint: Endpoint, options: CallOptions, tokens: Tokens): Tokens => {
  if (endpoint.auth === "none" || options.token === null) return anonymous;
  return options.token === undefined ? tokens : givenTokens({ token: options.token });
};

export const makeCall = (configuration: Configuration, transport: Transport): Call => {
  const attemptOnce = makeAttempt(configuration, transport);
  const budget = makeRetryBudget(configuration.retry);
  // Such as an API key of a gateway; what names the program is nobody's secret.
  const secretHeaders = Object.entries(configuration.headers).flatMap(([name, value]) =>
    name === "user-agent" ? [] : [value],
  );

  return (endpoint, input, options, clientTokens) =>
    Effect.gen(function* () {
      const encoded = encodeRequest(endpoint, input);
      const issues = [
        ...(Result.isFailure(encoded) ? encoded.failure : []),
        ...callOptionIssues(options),
      ];
      if (Result.isFailure(encoded) || issues.length > 0) return yield* refuse(endpoint, issues);
      const request = encoded.success;

      const tokens = tokensFor(endpoint, options, clientTokens);
      const limits = {
        attempt: options.timeout?.attempt ?? configuration.timeout.attempt,
        call: options.timeout?.call ?? configuration.timeout.call,
      };
      const retryOptions = {
        ...configuration.retry,
        ...(options.retries !== undefined && { retries: options.retries }),
      };
      const deadline = (yield* Clock.currentTimeMillis) + limits.call;
      budget.deposit();

      let sent = 0;
      const timedOut = (limit: TimedOut["limit"]) => () =>
        timeLimit(endpoint, limit, limits[limit], sent);

      // Every step gets what is left of the call's time. One clock around them all would do the
      // same, at the price of a race for each call.
      const attempt = (token: string | undefined) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          const left = deadline - now;
          const limit = left < limits.attempt ? "call" : "attempt";
          return attemptOnce({
            endpoint,
            request,
            token,
            number: (sent += 1),
            timeLeft: Math.min(left, limits.attempt),
            timedOut: timedOut(limit),
            secrets: [...tokens.secrets(), ...secretHeaders],
          });
        });

      const getToken = (rejected?: string) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          const ready = tokens.ready(now, rejected);
          return ready !== undefined
            ? Effect.succeed(ready.token)
            : Effect.timeoutOrElse(tokens.get(rejected), {
                duration: deadline - now,
                orElse: () => Effect.fail(timedOut("call")()),
              });
        });

      const attemptWithToken = Effect.gen(function* () {
        const token = yield* getToken();
        if (token === undefined && endpoint.auth === "required") {
          return yield* missingToken(endpoint);
        }
        if (token !== undefined && !isBearer(token)) return yield* unusableToken(endpoint);
        return yield* attempt(token).pipe(
          Effect.catchTag("Unauthorized", (unauthorized) =>
            // Refused before anything was done, so it is safe to replay, once, with a new token.
            Effect.flatMap(
              token === undefined ? Effect.undefined : getToken(token),
              (renewed): Effect.Effect<unknown, UsersError> =>
                renewed === undefined || renewed === token
                  ? Effect.fail(unauthorized)
                  : attempt(renewed),
            ),
          ),
        );
      });

      return yield* attemptWithToken.pipe(
        Effect.retry(
          retrySchedule(
            {
              retryClass: options.retryClass ?? endpoint.retry,
              options: retryOptions,
              budget,
              deadline,
            },
            (error, decision) => {
              if (decision.retry) {
                configuration.onEvent?.({
                  type: "retry",
                  operation: endpoint.name,
                  attempt: error.attempts,
                  error: error._tag,
                  delay: decision.delay,
                });
              } else if (error.retryable) {
                configuration.onEvent?.({
                  type: "give-up",
                  operation: endpoint.name,
                  attempt: error.attempts,
                  error: error._tag,
                  because: decision.because,
                });
              }
            },
          ),
        ),
      );
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
