import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRetryBudget, type RetryBudget } from "./retryBudget.ts";

const drain = (budget: RetryBudget): number => {
  let taken = 0;
  while (taken < 1000 && budget.withdraw()) taken += 1;
  return taken;
};

describe("makeRetryBudget", () => {
  it("starts full and ends", () => {
    const budget = makeRetryBudget({ budget: 10, budgetPerCall: 0.2 });
    expect(drain(budget)).toBe(10);
    expect(budget.withdraw()).toBe(false);
  });

  it("earns a retry with five calls at a fifth each", () => {
    const budget = makeRetryBudget({ budget: 10, budgetPerCall: 0.2 });
    drain(budget);
    for (let call = 0; call < 4; call += 1) budget.deposit();
    expect(budget.withdraw()).toBe(false);
    budget.deposit();
    expect(budget.withdraw()).toBe(true);
    expect(budget.withdraw()).toBe(false);
  });

  it("earns two retries with ten fifths, and seven with seventy tenths", () => {
    for (const [calls, each, retries] of [
      [10, 0.2, 2],
      [70, 0.1, 7],
      [3, 1 / 3, 1],
    ] as const) {
      const budget = makeRetryBudget({ budget: 10, budgetPerCall: each });
      drain(budget);
      for (let call = 0; call < calls; call += 1) budget.deposit();
      expect(drain(budget)).toBe(retries);
    }
  });

  it("never exceeds its size", () => {
    const budget = makeRetryBudget({ budget: 3, budgetPerCall: 1 });
    for (let call = 0; call < 100; call += 1) budget.deposit();
    expect(drain(budget)).toBe(3);
  });

  it("rejects every retry at size 0, whatever is deposited", () => {
    const budget = makeRetryBudget({ budget: 0, budgetPerCall: 5 });
    budget.deposit();
    expect(budget.withdraw()).toBe(false);
  });

  it("never allows more retries than its size and its deposits", () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.array(fc.boolean(), { maxLength: 200 }),
        (size, each, steps) => {
          const budget = makeRetryBudget({ budget: size, budgetPerCall: each });
          let deposits = 0;
          let paid = 0;
          for (const isCall of steps) {
            if (isCall) {
              budget.deposit();
              deposits += 1;
            } else if (budget.withdraw()) paid += 1;
            expect(paid).toBeLessThanOrEqual(size + deposits * each + 1e-6);
          }
        },
      ),
    );
  });
});
