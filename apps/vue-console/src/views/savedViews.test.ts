import { expect, it } from "vitest";
import {
  longestName,
  mostViews,
  readViews,
  viewQueryOf,
  viewText,
  withoutView,
  withView,
} from "./savedViews.ts";

it("keeps search, filters, order, rows and columns of a URL, and not its page", () => {
  const query = { q: "zoe", tag: "vip", order: "email:ASC", size: "50", columns: "email" };
  expect(viewQueryOf({ ...query, page: "3", other: "x", role: "", group: ["a"] })).toEqual(query);
});

it("recognizes a view whatever the order of its parts", () => {
  expect(viewText({ tag: "vip", q: "a" })).toBe(viewText({ q: "a", tag: "vip", page: "2" }));
  expect(viewText({ tag: "vip" })).not.toBe(viewText({ tag: "new" }));
});

it("leaves out what is not a view", () => {
  const good = { name: "Vips", query: { tag: "vip" } };
  for (const rubbish of [undefined, null, 7, "x", {}, { name: "a", query: {} }]) {
    expect(readViews(rubbish)).toEqual([]);
  }
  const bad = [
    null,
    1,
    "x",
    [],
    {},
    { name: " ", query: {} },
    { name: "a" },
    { name: 1, query: {} },
  ];
  expect(readViews([...bad, { ...good, query: { tag: "vip", page: "9", q: 7 } }])).toEqual([good]);
  expect(readViews([{ name: "x".repeat(500), query: {} }])[0]?.name).toHaveLength(longestName);
  expect(readViews(Array.from({ length: 500 }, () => good))).toHaveLength(mostViews);
});

it("adds, replaces and removes by name", () => {
  const one = { name: "b", query: { tag: "one" } };
  const two = { name: "a", query: {} };
  const both = withView(withView([], one), two);
  expect(both.map(({ name }) => name)).toEqual(["a", "b"]);
  const changed = { name: "b", query: { tag: "two" } };
  expect(withView(both, changed)).toEqual([two, changed]);
  expect(withoutView(both, "a")).toEqual([one]);
});
