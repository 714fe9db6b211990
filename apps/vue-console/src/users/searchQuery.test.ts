import { expect, it } from "vitest";
import { filterNames, isFilterText, orderText, readSearchQuery } from "./searchQuery.ts";

it("reads every filter, the order and the page", () => {
  const texts = {
    displayName: "An",
    email: "an@",
    firstName: "An",
    fullname: "An Ex",
    lastName: "Ex",
    username: "an",
    tag: "vip",
    group: "founders",
    role: "USERS_ADMIN",
    lastActivity: "GT,1767225600",
    ids: "1,2",
    search: "a",
  };
  expect(Object.keys(texts).sort()).toEqual([...filterNames].sort());
  const { search, filters, ignored } = readSearchQuery({
    ...texts,
    page: "3",
    size: "50",
    order: "member_since:DESC",
  });
  expect(ignored).toEqual([]);
  expect(filters).toEqual(texts);
  expect(search).toEqual({
    filter: { ...texts, ids: [1, 2], lastActivity: { gt: new Date("2026-01-01T00:00:00Z") } },
    page: 3,
    size: 50,
    order: [{ property: "memberSince", direction: "DESC" }],
  });
});

it("ignores invalid parts and reports them", () => {
  const { search, ignored } = readSearchQuery({
    ids: "1,x",
    lastActivity: "yesterday",
    page: "-1",
    size: "100000",
    order: "password:ASC",
    tag: ["a", "b"],
    search: "an",
    utm_source: "mail",
  });
  expect(search).toEqual({ filter: { search: "an" } });
  expect([...ignored].sort()).toEqual(["ids", "lastActivity", "order", "page", "size"]);
});

it("treats an empty filter as none", () => {
  expect(readSearchQuery({ search: "", tag: "" })).toEqual({
    search: {},
    filters: {},
    ignored: [],
  });
  expect(isFilterText("ids", "")).toBe(true);
  expect(isFilterText("ids", "1, 2")).toBe(false);
});

it("writes an order as it is read", () => {
  const order = [{ property: "lastActivity", direction: "DESC" }] as const;
  expect(readSearchQuery({ order: orderText(order) }).search.order).toEqual(order);
});
