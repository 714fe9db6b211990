import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Errors from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import { makeRetryBudget } from "./retryBudget.ts";
import { retryDefaults, type ResolvedRetryOptions } from "./retryOptions.ts";
import { decideRetry } from "./retrySchedule.ts";

const details = {
  operation: "getUser",
  message: "",
  issues: [],
  retryable: true,
  attempts: 1,
} as const;
const unavailable = new Errors.ServerError({ ...details, status: 503 });
const notFound = new Errors.UserNotFound({ ...details, status: 404 });
const limited = (retryAfter?: number) =>
  new Errors.RateLimited({ ...details, status: 429, retryAfter });

const decide = ({
  error = unavailable,
  attempt = 1,
  random = 0.5,
  now = 0,
  deadline = 60_000,
  options = {},
  budget = makeRetryBudget({ budget: 10, budgetPerCall: 0 }),
}: {
  error?: UsersError;
  attempt?: number;
  random?: number;
  now?: number;
  deadline?: number;
  options?: Partial<ResolvedRetryOptions>;
  budget?: ReturnType<typeof makeRetryBudget>;
} = {}) =>
  decideRetry(
    { retryClass: "safe", options: { ...retryDefaults, ...options }, budget, deadline },
    error,
    attempt,
    now,
    random,
  );

/** A budget that counts how often a retry was requested. */
const counted = (left = Number.POSITIVE_INFINITY) => {
  let asked = 0;
  return {
    deposit: () => {},
    withdraw: () => (asked += 1) <= left,
    asked: () => asked,
  };
};

describe("decideRetry", () => {
  it("waits a random part of a ceiling that doubles", () => {
    const ceilings = [1, 2, 3].map((attempt) => decide({ attempt, random: 0.999_999_9 }));
    expect(ceilings).toEqual([
      { retry: true, delay: 199 },
      { retry: true, delay: 399 },
      { retry: true, delay: 799 },
    ]);
    expect(decide({ random: 0 })).toEqual({ retry: true, delay: 0 });
    expect(decide({ random: 0.25, attempt: 3 })).toEqual({ retry: true, delay: 200 });
  });

  it("stays within full jitter and its cap, for any options", () => {
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
          expect(decision.delay).toBe(Math.floor(random * ceiling));
          expect(decision.delay).toBeGreaterThanOrEqual(0);
          expect(decision.delay).toBeLessThanOrEqual(ceiling);
          expect(Number.isInteger(decision.delay)).toBe(true);
        },
      ),
    );
  });

  it("honours Retry-After exactly, up to the cap and without jitter", () => {
    fc.assert(
      fc.property(
        fc.nat(30_000),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 3 }),
        (asked, random, attempt) => {
          expect(decide({ error: limited(asked), random, attempt })).toEqual({
            retry: true,
            delay: asked,
          });
        },
      ),
    );
  });

  it("fails fast above the cap", () => {
    expect(decide({ error: limited(30_000) })).toEqual({ retry: true, delay: 30_000 });
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
    expect(decide({ error: limited(500), now: 1_000, deadline: 1_501 })).toEqual({
      retry: true,
      delay: 500,
    });
    expect(decide({ error: limited(500), now: 1_000, deadline: 1_500 })).toEqual({
      retry: false,
      reason: "deadline",
    });
  });

  it("warns if it is not safe", () => {
    expect(decide({ error: notFound })).toEqual({ retry: false, reason: "not-retryable" });
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
    expect(decide({ budget })).toMatchObject({ retry: true });
    expect(decide({ budget })).toMatchObject({ retry: true });
    expect(budget.asked()).toBe(2);
    expect(decide({ budget })).toEqual({ retry: false, reason: "budget" });
  });
});
