import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRetryBudget, type RetryBudget } from "./retryBudget.ts";

const drain = (budget: RetryBudget, startedAt = 0): number => {
  let taken = 0;
  while (taken < 10_000 && budget.withdraw(startedAt)) taken += 1;
  return taken;
};
const succeed = (budget: RetryBudget, times: number) => {
  for (let time = 0; time < times; time += 1) budget.succeeded(0);
};

describe("makeRetryBudget", () => {
  it("starts full and ends", () => {
    const budget = makeRetryBudget({ budget: 10, budgetPerCall: 0.2 });
    expect(drain(budget)).toBe(10);
    expect(budget.withdraw(0)).toBe(false);
  });

  it.each([
    [5, 0.2, 1],
    [4, 0.2, 0],
    [10, 0.2, 2],
    [70, 0.1, 7],
    [3, 1 / 3, 1],
  ])("after %i successes of %d each: %i retries", (successes, budgetPerCall, retries) => {
    const budget = makeRetryBudget({ budget: 10, budgetPerCall });
    drain(budget);
    succeed(budget, successes);
    expect(drain(budget)).toBe(retries);
  });

  it("gives back a retry that succeeded", () => {
    const budget = makeRetryBudget({ budget: 1, budgetPerCall: 0 });
    for (let call = 0; call < 100; call += 1) {
      budget.failed(call);
      expect(budget.withdraw(0)).toBe(true);
      budget.succeeded(1);
    }
  });

  it("is refilled by a minute without a failure, and in proportion by less", () => {
    const budget = makeRetryBudget({ budget: 100, budgetPerCall: 0 });
    budget.failed(0);
    expect(drain(budget)).toBe(100);
    succeed(budget, 10);
    budget.failed(30_000);
    expect(drain(budget, 30_000)).toBe(50);
    budget.failed(90_000);
    expect(drain(budget, 90_000)).toBe(100);
  });

  it("never exceeds its size", () => {
    const budget = makeRetryBudget({ budget: 3, budgetPerCall: 1 });
    budget.failed(0);
    succeed(budget, 100);
    budget.failed(1_000_000);
    expect(drain(budget)).toBe(3);
  });

  it("rejects every retry at size 0", () => {
    const budget = makeRetryBudget({ budget: 0, budgetPerCall: 5 });
    budget.failed(0);
    succeed(budget, 10);
    budget.failed(1_000_000);
    expect(budget.withdraw(0)).toBe(false);
    expect(budget.withdraw(2_000_000)).toBe(false);
  });

  it("survives a clock that is set back", () => {
    const budget = makeRetryBudget({ budget: 10, budgetPerCall: 0 });
    budget.failed(1_000_000);
    budget.failed(0);
    expect(drain(budget)).toBe(10);
  });

  describe("in an outage", () => {
    const outage = (budgetPerCall = 0) => {
      const budget = makeRetryBudget({ budget: 100, budgetPerCall });
      budget.failed(0);
      return budget;
    };

    it("leaves three retries to the calls that are started after its first second", () => {
      const budget = outage();
      budget.failed(1_500);
      expect(budget.startedInOutage(1_000)).toBe(false);
      expect(budget.startedInOutage(1_001)).toBe(true);
      expect(drain(budget, 1_001)).toBe(3);
    });

    it("leaves the burst to the calls that it interrupted", () => {
      const budget = outage();
      drain(budget, 50_000);
      expect(drain(budget, 1_000)).toBe(100);
    });

    it("adds a retry every 30 seconds", () => {
      const budget = outage();
      drain(budget, 50_000);
      budget.failed(29_000);
      expect(drain(budget, 50_000)).toBe(0);
      budget.failed(30_000);
      expect(drain(budget, 50_000)).toBe(1);
    });

    it("adds the retries of successes", () => {
      const budget = outage(0.5);
      drain(budget, 50_000);
      succeed(budget, 4);
      expect(drain(budget, 50_000)).toBe(2);
    });

    it("ends after ten successes in a row", () => {
      const budget = outage();
      succeed(budget, 9);
      budget.failed(2_000);
      succeed(budget, 9);
      expect(budget.startedInOutage(50_000)).toBe(true);
      budget.succeeded(0);
      expect(budget.startedInOutage(50_000)).toBe(false);
    });

    it("is forgotten by the next failure after a minute", () => {
      const budget = outage();
      budget.failed(59_999);
      expect(budget.startedInOutage(60_000)).toBe(true);
      budget.failed(119_999);
      expect(budget.startedInOutage(120_000)).toBe(false);
      expect(drain(budget, 120_000)).toBe(100);
    });
  });

  it("never allows more retries than its size, its successes and its time", () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.array(
          fc.record({
            step: fc.constantFrom("succeed", "fail", "withdraw"),
            after: fc.nat(3_000),
            age: fc.nat(20_000),
          }),
          { maxLength: 200 },
        ),
        (size, each, steps) => {
          const budget = makeRetryBudget({ budget: size, budgetPerCall: each });
          let now = 0;
          let paid = 0;
          let successes = 0;
          let outages = 0;
          for (const { step, after, age } of steps) {
            now += after;
            if (step === "succeed") {
              budget.succeeded(0);
              successes += 1;
            } else if (step === "fail") {
              budget.failed(now);
              outages += 1;
            } else if (budget.withdraw(now - age)) paid += 1;
            const earned = successes * each;
            const timed = (size * now) / 60_000 + now / 30_000;
            // The burst and the reserve are refilled separately.
            expect(paid).toBeLessThanOrEqual(size + 2 * (earned + timed) + 3 * outages + 1e-6);
          }
        },
      ),
    );
  });
});
