import { expect, it } from "vitest";
import { mergeChanges } from "./mergeChanges.ts";

it("keeps what the other has changed, added and removed", () => {
  const before = { level: 3, winRate: 0.1, gone: true };
  const { values, conflicts, isChanged } = mergeChanges<unknown>(
    before,
    { ...before, winRate: 0.5 },
    { level: 4, winRate: 0.1, fresh: "yes" },
  );
  expect(values).toEqual({ level: 4, winRate: 0.5, fresh: "yes" });
  expect(conflicts).toEqual([]);
  expect(isChanged).toBe(true);
});

it("reports a value that both have changed, with both values", () => {
  const { values, conflicts } = mergeChanges({ city: "Rome" }, { city: "Paris" }, { city: "Nice" });
  expect(values).toEqual({ city: "Paris" });
  expect(conflicts).toEqual([{ name: "city", mine: "Paris", theirs: "Nice" }]);
});

it("reports a value that one has removed and the other changed", () => {
  expect(mergeChanges({ a: 1, b: 1 }, { b: 2 }, { a: 2 }).conflicts).toEqual([
    { name: "b", mine: 2, theirs: undefined },
    { name: "a", mine: undefined, theirs: 2 },
  ]);
});

it("has no conflict when both made the same change, also of dates, lists and maps", () => {
  const value = () => ({
    type: "map",
    map: { when: new Date(5), list: [1, { deep: 2n }], __proto__: null },
  });
  const { conflicts, isChanged } = mergeChanges<unknown>({ a: 1 }, { a: value() }, { a: value() });
  expect(conflicts).toEqual([]);
  expect(isChanged).toBe(false);
});

it("merges a property called __proto__", () => {
  const mine = JSON.parse('{"__proto__": 1}') as { readonly [name: string]: number };
  expect(Object.entries(mergeChanges<number>({}, mine, { a: 2 }).values)).toEqual([
    ["__proto__", 1],
    ["a", 2],
  ]);
});
