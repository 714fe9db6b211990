import * as Cause from "effect/Cause";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Random from "effect/Random";
import * as Schedule from "effect/Schedule";
import type { RetryClass } from "../contract/endpoint.ts";
import type { UsersError } from "../errors/unions.ts";
import type { RetryBudget } from "./budget.ts";
import { mayRepeat, retryAfterOf } from "./mayRepeat.ts";
import type { ResolvedRetryOptions } from "./options.ts";

/** Why a failed call is not sent again. */
export type StopReason =
  /** It is not safe, or would not help. */
  | "not-repeatable"
  /** All retries were made. */
  | "retries"
  /** The API asks for a longer wait than `maxRetryAfter`. */
  | "retry-after"
  /** The time limit of the call would run out while waiting. */
  | "deadline"
  /** The client's retry budget is spent. */
  | "budget";

export type RetryDecision =
  | { readonly retry: true; readonly delay: number }
  | { readonly retry: false; readonly because: StopReason };

export interface RetrySituation {
  readonly retryClass: RetryClass;
  readonly options: ResolvedRetryOptions;
  readonly budget: RetryBudget;
  /** Milliseconds since the epoch at which the whole call must have ended. */
  readonly deadline: number;
}

/** Decides what follows a failed attempt. `random` is in [0, 1). */
export const decideRetry = (
  { retryClass, options, budget, deadline }: RetrySituation,
  error: UsersError,
  attempt: number,
  now: number,
  random: number,
): RetryDecision => {
  if (!mayRepeat(retryClass, error)) return { retry: false, because: "not-repeatable" };
  if (attempt > options.retries) return { retry: false, because: "retries" };
  const asked = retryAfterOf(error);
  if (asked !== undefined && asked > options.maxRetryAfter) {
    return { retry: false, because: "retry-after" };
  }
  const doublings = Math.min(attempt - 1, 31);
  const ceiling = Math.min(options.maxDelay, options.baseDelay * 2 ** doublings);
  const delay = asked ?? Math.floor(random * ceiling);
  if (now + delay >= deadline) return { retry: false, because: "deadline" };
  // Last, so that only a retry that is really made is paid for.
  if (!budget.withdraw()) return { retry: false, because: "budget" };
  return { retry: true, delay };
};

/** The schedule of one call: exponential backoff with full jitter, and everything that ends it. */
export const retrySchedule = <E extends UsersError>(
  situation: RetrySituation,
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
