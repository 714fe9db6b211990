import * as Cause from "effect/Cause";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Random from "effect/Random";
import * as Schedule from "effect/Schedule";
import type { RetryClass } from "../contract/endpoint.ts";
import type { UsersError } from "../errors/unions.ts";
import type { RetryBudget } from "./retryBudget.ts";
import { isRetryable, retryAfterOf } from "./isRetryable.ts";
import type { ResolvedRetryOptions } from "./retryOptions.ts";

/** Reason why a failed call is not retried. */
export type StopReason =
  /** A retry is not safe or would not help. */
  | "not-retryable"
  /** The maximum number of retries is reached. */
  | "retries"
  /** The API's `Retry-After` exceeds `maxRetryAfter`. */
  | "retry-after"
  /** The wait would exceed the time limit of the call. */
  | "deadline"
  /** The retry budget of the client is spent. */
  | "budget";

export type RetryDecision =
  | { readonly retry: true; readonly delay: number }
  | { readonly retry: false; readonly reason: StopReason };

export interface RetryContext {
  readonly retryClass: RetryClass;
  readonly options: ResolvedRetryOptions;
  readonly budget: RetryBudget;
  /** Deadline of the call, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** Decides whether to retry a failed attempt. `random` is in [0, 1). */
export const decideRetry = (
  { retryClass, options, budget, deadline }: RetryContext,
  error: UsersError,
  attempt: number,
  now: number,
  random: number,
): RetryDecision => {
  if (!isRetryable(retryClass, error)) return { retry: false, reason: "not-retryable" };
  if (attempt > options.retries) return { retry: false, reason: "retries" };
  const asked = retryAfterOf(error);
  if (asked !== undefined && asked > options.maxRetryAfter) {
    return { retry: false, reason: "retry-after" };
  }
  const doublings = Math.min(attempt - 1, 31);
  const ceiling = Math.min(options.maxDelay, options.baseDelay * 2 ** doublings);
  const delay = asked ?? Math.floor(random * ceiling);
  if (now + delay >= deadline) return { retry: false, reason: "deadline" };
  // Checked last, so that the budget pays only for retries that are made.
  if (!budget.withdraw()) return { retry: false, reason: "budget" };
  return { retry: true, delay };
};

/** The retry schedule of a call: exponential backoff with full jitter, and all limits. */
export const retrySchedule = <E extends UsersError>(
  situation: RetryContext,
  onDecision: (error: E, decision: RetryDecision) => void,
): Schedule.Schedule<RetryDecision, E> =>
  Schedule.fromStepWithMetadata(
    Effect.succeed(({ input, attempt, now }: Schedule.InputMetadata<E>) =>
      Effect.flatMap(Random.next, (random) => {
        const decision = decideRetry(situation, input, attempt, now, random);
        onDecision(input, decision);
        return decision.retry
          ? Effect.succeed<[RetryDecision, Duration.Duration]>([
              decision,
              Duration.millis(decision.delay),
            ])
          : Cause.done<RetryDecision>(decision);
      }),
    ),
  );
