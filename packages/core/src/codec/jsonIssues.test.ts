import { expect, it } from "vitest";
import { jsonIssues } from "./jsonIssues.ts";

it("accepts what JSON can hold, and repeated objects", () => {
  const shared = { a: 1 };
  expect(
    jsonIssues({ a: [null, true, "x", -0.5, 10n ** 18n], b: undefined, c: shared, d: shared }),
  ).toEqual([]);
  expect(jsonIssues(new Date(Number.NaN))).toEqual([]);
});

it("finds every value that JSON.stringify would change or drop", () => {
  const cycle: Record<string, unknown> = {};
  cycle["self"] = [cycle];
  const value = { a: Number.NaN, b: [1, undefined, -Infinity], c: () => {}, d: Symbol(), cycle };
  expect(jsonIssues(value)).toEqual([
    { field: "a", message: "is NaN, which JSON does not have" },
    { field: "b.1", message: "is undefined, which JSON does not have" },
    { field: "b.2", message: "is -Infinity, which JSON does not have" },
    { field: "c", message: "is a function, which JSON does not have" },
    { field: "d", message: "is a symbol, which JSON does not have" },
    { field: "cycle.self.0", message: "contains itself" },
  ]);
});
