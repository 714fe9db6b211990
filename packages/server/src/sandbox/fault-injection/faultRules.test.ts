import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeFaultRules, maxRules } from "./faultRules.ts";

const broken = { status: 503 };
const always = {};

describe("the rules of faults", () => {
  it("apply to the given number of calls, one after another", () => {
    const rules = makeFaultRules(() => null);
    rules.add({ operation: "getUser", frequency: { next: 2 }, fault: { status: 500 } });
    rules.add({ operation: null, frequency: { next: 1 }, fault: { status: 502 } });
    rules.add({ operation: "getUser", frequency: { next: 1 }, fault: { status: 503 } });
    expect(rules.take("getUser")?.status).toBe(500);
    expect(rules.list()[0]).toMatchObject({ frequency: { next: 1 }, calls: 1, hits: 1 });
    // The next request of any operation.
    expect(rules.take("getUsers")?.status).toBe(502);
    expect(rules.take("getUsers")).toBeUndefined();
    expect(rules.take("getUser")?.status).toBe(500);
    expect(rules.take("getUser")?.status).toBe(503);
    expect(rules.take("getUser")).toBeUndefined();
    expect(rules.list()).toEqual([]);
  });

  it("stay until they are removed", () => {
    const rules = makeFaultRules(() => null);
    const rule = rules.add({ operation: "getUser", frequency: always, fault: broken });
    for (let count = 0; count < 5; count++) expect(rules.take("getUser")).toEqual(broken);
    expect(rules.list()).toMatchObject([{ calls: 5, hits: 5 }]);
    expect(rules.remove(({ id }) => id === rule?.id)).toBe(1);
    expect(rules.take("getUser")).toBeUndefined();
  });

  it("apply with their probability, and to the same calls for the same seed", () => {
    const met = (seed: number | null, probability: number) => {
      const rules = makeFaultRules(() => seed);
      rules.add({ operation: null, frequency: { probability }, fault: broken });
      return Array.from({ length: 2_000 }, () => rules.take("getUser") !== undefined);
    };
    const share = (hits: ReadonlyArray<boolean>) => hits.filter(Boolean).length / hits.length;
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0.05, 0.3, 0.9), (seed, probability) => {
        const hits = met(seed, probability);
        expect(met(seed, probability)).toEqual(hits);
        expect(Math.abs(share(hits) - probability)).toBeLessThan(0.06);
        expect(met(seed + 1, probability)).not.toEqual(hits);
      }),
      { numRuns: 5, seed: 1 },
    );
    expect(share(met(null, 1))).toBe(1);
  });

  it("apply a later one to calls that an earlier one let pass", () => {
    const rules = makeFaultRules(() => 1);
    rules.add({ operation: null, frequency: { probability: 0.5 }, fault: { status: 500 } });
    rules.add({ operation: null, frequency: always, fault: { status: 503 } });
    const seen = new Set(Array.from({ length: 50 }, () => rules.take("getUser")?.status));
    expect(seen).toEqual(new Set([500, 503]));
  });

  it("are limited in number", () => {
    const rules = makeFaultRules(() => null);
    const add = () => rules.add({ operation: null, frequency: always, fault: broken });
    for (let count = 0; count < maxRules; count++) expect(add()).toBeDefined();
    expect(add()).toBeUndefined();
    rules.clear();
    expect(add()?.id).toBe(1);
  });
});
