import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RetryClass } from "../contract/endpoint.ts";
import * as Errors from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import { makeRetryBudget } from "./retryBudget.ts";
import { retryDefaults, type ResolvedRetryOptions } from "./retryOptions.ts";
import { decideRetry } from "./decideRetry.ts";

const details = {
  operation: "getUser",
  message: "",
  issues: [],
  retryable: true,
  attempts: 1,
} as const;
const unavailable = new Errors.ServerError({ ...details, status: 503 });
const notFound = new Errors.UserNotFound({ ...details, status: 404 });
const reset = new Errors.ConnectionFailed({ ...details, reason: "reset", reached: "unknown" });
const limited = (retryAfter?: number) =>
  new Errors.RateLimited({ ...details, status: 429, retryAfter });

const decide = ({
  error = unavailable,
  attempt = 1,
  random = 0.5,
  now = 0,
  startedAt = now,
  retryClass = "safe",
  deadline = 60_000,
  options = {},
  budget = makeRetryBudget({ budget: 10, budgetPerCall: 0 }),
}: {
  error?: UsersError;
  attempt?: number;
  random?: number;
  now?: number;
  startedAt?: number;
  retryClass?: RetryClass;
  deadline?: number;
  options?: Partial<ResolvedRetryOptions>;
  budget?: ReturnType<typeof makeRetryBudget>;
} = {}) =>
  decideRetry(
    { retryClass, options: { ...retryDefaults, ...options }, budget, startedAt, deadline },
    error,
    attempt,
    now,
    random,
  );

/** A budget that counts how often a retry was requested. */
const counted = (left = Number.POSITIVE_INFINITY) => {
  let asked = 0;
  return {
    succeeded: () => {},
    failed: () => {},
    startedInOutage: () => false,
    withdraw: () => (asked += 1) <= left,
    asked: () => asked,
  };
};

describe("decideRetry", () => {
  it("waits between half of a ceiling that doubles and all of it", () => {
    const delays = (random: number) =>
      [1, 2, 3].map((attempt) => {
        const decision = decide({ attempt, random });
        return decision.retry ? decision.delay : undefined;
      });
    expect(delays(0)).toEqual([100, 200, 400]);
    expect(delays(0.5)).toEqual([150, 300, 600]);
    expect(delays(0.999_999_9)).toEqual([199, 399, 799]);
  });

  it("stays within the jitter and its cap, for any options", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.nat(10_000),
        fc.nat(100_000),
        (attempt, random, baseDelay, maxDelay) => {
          const decision = decide({
            attempt,
            random,
            deadline: Number.POSITIVE_INFINITY,
            options: { retries: 2_000, baseDelay, maxDelay },
          });
          const ceiling = baseDelay === 0 ? 0 : Math.min(maxDelay, baseDelay * 2 ** (attempt - 1));
          if (!decision.retry) throw new Error(decision.reason);
          expect(decision.delay).toBeGreaterThanOrEqual(Math.floor(ceiling / 2));
          expect(decision.delay).toBeLessThanOrEqual(ceiling);
          expect(Number.isInteger(decision.delay)).toBe(true);
        },
      ),
    );
  });

  it("never comes back before Retry-After, and at most a fifth later", () => {
    fc.assert(
      fc.property(
        fc.nat(30_000),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 60_000 }),
        (asked, random, attempt, deadline) => {
          const decision = decide({ error: limited(asked), random, attempt, deadline });
          if (!decision.retry) {
            expect(decision.reason).toBe("deadline");
            expect(asked).toBeGreaterThanOrEqual(deadline);
            return;
          }
          expect(decision.delay).toBeGreaterThanOrEqual(asked);
          expect(decision.delay).toBeLessThanOrEqual(Math.min(asked * 1.2, 30_000));
          expect(decision.delay).toBeLessThan(deadline);
        },
      ),
    );
  });

  it("spreads the clients that were told the same time", () => {
    const delays = [0, 0.5, 0.999_999_9].map((random) => decide({ error: limited(1_000), random }));
    expect(delays).toMatchObject([{ delay: 1_000 }, { delay: 1_100 }, { delay: 1_199 }]);
  });

  it("leaves half of the time that is left to the attempt", () => {
    const random = 0.999_999_9;
    expect(decide({ error: limited(1_000), random, deadline: 1_100 })).toMatchObject({
      delay: 1_049,
    });
  });

  it("fails fast above the cap", () => {
    expect(decide({ error: limited(30_000) })).toMatchObject({ retry: true, delay: 30_000 });
    expect(decide({ error: limited(30_001) })).toEqual({ retry: false, reason: "retry-after" });
    expect(decide({ error: limited(101), options: { maxRetryAfter: 100 } })).toEqual({
      retry: false,
      reason: "retry-after",
    });
  });

  it("ends after the retries", () => {
    expect(decide({ attempt: 3 })).toMatchObject({ retry: true });
    expect(decide({ attempt: 4 })).toEqual({ retry: false, reason: "retries" });
    expect(decide({ options: { retries: 0 } })).toEqual({ retry: false, reason: "retries" });
  });

  it("does not wait beyond the deadline", () => {
    expect(decide({ error: limited(500), now: 1_000, deadline: 1_501 })).toMatchObject({
      retry: true,
      delay: 500,
    });
    expect(decide({ error: limited(500), now: 1_000, deadline: 1_500 })).toEqual({
      retry: false,
      reason: "deadline",
    });
  });

  it("distinguishes a retry that is not safe from one that would not help", () => {
    expect(decide({ error: notFound })).toEqual({ retry: false, reason: "not-retryable" });
    expect(decide({ retryClass: "non-idempotent" })).toEqual({ retry: false, reason: "not-safe" });
    const timedOut = new Errors.TimedOut({ ...details, limit: "call", after: 1 });
    expect(decide({ error: timedOut })).toEqual({ retry: false, reason: "deadline" });
  });

  it("checks the budget last", () => {
    const refusals = [
      { error: notFound, reason: "not-retryable" },
      { attempt: 4, reason: "retries" },
      { error: limited(30_001), reason: "retry-after" },
      { error: limited(500), deadline: 500, reason: "deadline" },
    ] as const;
    for (const { reason, ...context } of refusals) {
      const budget = counted();
      expect(decide({ ...context, budget })).toEqual({ retry: false, reason });
      expect(budget.asked()).toBe(0);
    }
  });

  it("withdraws once for each retry, and stops when it is empty", () => {
    const budget = counted(2);
    expect(decide({ budget })).toMatchObject({ retry: true, cost: 1 });
    expect(decide({ budget })).toMatchObject({ retry: true, cost: 1 });
    expect(budget.asked()).toBe(2);
    expect(decide({ budget })).toEqual({ retry: false, reason: "budget" });
  });

  it("pays nothing for a wait that the API asked for, but for a retry without a wait", () => {
    const budget = counted(0);
    expect(decide({ budget, error: limited(1) })).toMatchObject({ retry: true, cost: 0 });
    expect(decide({ budget, error: limited(0) })).toEqual({ retry: false, reason: "budget" });
  });

  it("pays nothing for the first reset of a call, which may be a stale connection", () => {
    const budget = makeRetryBudget({ budget: 1, budgetPerCall: 0 });
    for (let call = 0; call < 100; call += 1) {
      expect(decide({ budget, error: reset })).toMatchObject({ retry: true, cost: 0 });
    }
    // Nor are these resets an outage.
    expect(budget.startedInOutage(10_000)).toBe(false);
    expect(decide({ budget, error: reset, attempt: 2 })).toMatchObject({ retry: true, cost: 1 });
    expect(decide({ budget, error: reset, attempt: 2 })).toEqual({
      retry: false,
      reason: "budget",
    });
  });

  it("pays for every reset once calls fail for a second", () => {
    const budget = makeRetryBudget({ budget: 100, budgetPerCall: 0 });
    decide({ budget, now: 0 });
    for (let call = 0; call < 3; call += 1) {
      expect(decide({ budget, error: reset, now: 1_001 })).toMatchObject({ cost: 1 });
    }
    expect(decide({ budget, error: reset, now: 1_001 })).toEqual({
      retry: false,
      reason: "budget",
    });
  });

  it("takes a rejected call as a sign that the API works", () => {
    const budget = makeRetryBudget({ budget: 100, budgetPerCall: 0 });
    decide({ budget, now: 0 });
    expect(budget.startedInOutage(2_000)).toBe(true);
    for (let call = 0; call < 10; call += 1) decide({ budget, error: notFound, now: 2_000 });
    expect(budget.startedInOutage(2_000)).toBe(false);
  });
});
