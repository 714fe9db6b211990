import { expect, it } from "vitest";
import { makeStatementCache } from "./statementCache.ts";

const cacheOf = (capacity: number) => {
  const prepared: Array<string> = [];
  const cache = makeStatementCache((sql) => {
    prepared.push(sql);
    return { sql };
  }, capacity);
  return { cache, prepared };
};

it("prepares a statement once", () => {
  const { cache, prepared } = cacheOf(2);
  const first = cache.get("a");
  cache.get("b");
  expect(cache.get("a")).toBe(first);
  expect(prepared).toEqual(["a", "b"]);
});

it("drops the statement that was not used for the longest time", () => {
  const { cache, prepared } = cacheOf(2);
  for (const sql of ["a", "b", "a", "c", "a", "b"]) cache.get(sql);
  expect(prepared).toEqual(["a", "b", "c", "b"]);
});
