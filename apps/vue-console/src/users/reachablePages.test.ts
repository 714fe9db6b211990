import { expect, it } from "vitest";
import { lastReachablePage } from "./reachablePages.ts";

const read = { page: 1, size: 25, total: 300, rows: 25, isLast: false, sortedBy: 1 };

it("is the page of the last row", () => {
  expect(lastReachablePage(read)).toBe(12);
  expect(lastReachablePage({ ...read, total: 301 })).toBe(13);
  expect(lastReachablePage({ ...read, total: 0, rows: 0, isLast: true })).toBe(1);
});

it("believes the page more than the total", () => {
  expect(lastReachablePage({ ...read, page: 4, isLast: true })).toBe(4);
  expect(lastReachablePage({ ...read, page: 12, total: 300 })).toBe(13);
  expect(lastReachablePage({ ...read, page: 9, rows: 0, isLast: true })).toBe(8);
  expect(lastReachablePage({ ...read, page: 99, rows: 0, isLast: true })).toBe(12);
});

it("ends lists by several properties after 10,000 rows", () => {
  expect(lastReachablePage({ ...read, total: 100_000, sortedBy: 2 })).toBe(400);
  expect(lastReachablePage({ ...read, size: 30, total: 100_000, sortedBy: 2 })).toBe(333);
});
