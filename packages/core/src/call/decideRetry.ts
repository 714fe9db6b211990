import type { RetryClass } from "../contract/endpoint.ts";
import type { StopReason } from "../errors/details.ts";
import type { UsersError } from "../errors/unions.ts";
import { apiHealthOf } from "./apiHealth.ts";
import type { RetryBudget } from "./retryBudget.ts";
import { isRetryable, retryAfterOf } from "./isRetryable.ts";
import type { ResolvedRetryOptions } from "./retryOptions.ts";

export type RetryDecision =
  | {
      readonly retry: true;
      /** Milliseconds. */
      readonly delay: number;
      /** What the retry has cost of the budget. */
      readonly cost: 0 | 1;
    }
  | { readonly retry: false; readonly reason: StopReason };

export interface RetryContext {
  readonly retryClass: RetryClass;
  readonly options: ResolvedRetryOptions;
  readonly budget: RetryBudget;
  /** Start of the call, in milliseconds of the monotonic clock. */
  readonly startedAt: number;
  /** Deadline of the call, in milliseconds of the monotonic clock. */
  readonly deadline: number;
}

/**
 * The wait before a retry: half of a ceiling that doubles, and a random part of the other half. With a
 * purely random wait some calls would use up all retries within a short interruption.
 */
const backoff = (options: ResolvedRetryOptions, attempt: number, random: number): number => {
  const doublings = Math.min(attempt - 1, 31);
  const ceiling = Math.min(options.maxDelay, options.baseDelay * 2 ** doublings);
  return Math.floor((ceiling * (1 + random)) / 2);
};

/** Longest extra wait after `Retry-After`, as a part of it. */
const retryAfterSpread = 0.2;

/** Decides whether to retry a failed attempt. `random` is in [0, 1). */
export const decideRetry = (
  { retryClass, options, budget, startedAt, deadline }: RetryContext,
  error: UsersError,
  attempt: number,
  now: number,
  random: number,
): RetryDecision => {
  // A server may close an idle connection while a request is on its way. That says nothing about its
  // health, so one retry is free, unless calls fail anyway.
  const isStaleConnection =
    error._tag === "ConnectionFailed" &&
    error.reason === "reset" &&
    attempt === 1 &&
    !budget.startedInOutage(startedAt);
  const health = apiHealthOf(error);
  if (health === "working") budget.succeeded(0);
  if (health === "failing" && !isStaleConnection) budget.failed(now);

  if (!isRetryable(retryClass, error)) {
    if (error._tag === "TimedOut") return { retry: false, reason: "deadline" };
    return { retry: false, reason: isRetryable("safe", error) ? "not-safe" : "not-retryable" };
  }
  if (attempt > options.retries) return { retry: false, reason: "retries" };
  const asked = retryAfterOf(error);
  if (asked !== undefined && asked > options.maxRetryAfter) {
    return { retry: false, reason: "retry-after" };
  }
  const soonest = asked ?? backoff(options, attempt, random);
  if (now + soonest >= deadline) return { retry: false, reason: "deadline" };
  // The API chose the wait, so it knows what comes. Without a wait it is a retry like any other.
  const isFree = isStaleConnection || (soonest === asked && asked > 0);
  // Checked last, so that the budget pays only for retries that are made.
  if (!isFree && !budget.withdraw(startedAt)) return { retry: false, reason: "budget" };
  const cost = isFree ? 0 : 1;
  if (asked === undefined) return { retry: true, delay: soonest, cost };
  // The clients that were told the same time must not come back at the same instant. Half of the time
  // that is left of the call stays for the attempt.
  const spread = Math.min(
    asked * retryAfterSpread,
    options.maxRetryAfter - asked,
    (deadline - now - asked) / 2,
  );
  return { retry: true, delay: asked + Math.floor(random * spread), cost };
};
