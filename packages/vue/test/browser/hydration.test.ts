import { afterAll, beforeAll, expect, it } from "vitest";
import { type Site, startSite } from "./startSite.ts";

let site: Site;
beforeAll(async () => void (site = await startSite("viteSsr")));
afterAll(() => site[Symbol.asyncDispose]());

it("hydrates the page of a user with a token cookie: no warning, no request", async () => {
  await using page = await site.open(await site.tokenOf("jdoe"));
  expect(await page.text("h1")).toEqual(["jdoe@sandbox.example"]);
  expect((await page.text("time"))[0]).toMatch(/^20\d\d-/);
  expect(await page.text("p")).toEqual(["No such user: 404"]);
  expect(await page.text("li")).toHaveLength(3);
  expect(await page.text("i")).toEqual(["1", "2"]);
  expect(await page.text("b")).toEqual(["Jane Doe"]);
  expect(page.complaints).toEqual([]);
  expect(page.requests).toEqual([]);
});

it("hydrates the page of an anonymous visitor, with its errors", async () => {
  await using page = await site.open();
  expect(await page.text("h1")).toEqual(["Unauthorized"]);
  expect(await page.text("p")).toEqual(["No such user: 404"]);
  expect(page.complaints).toEqual([]);
  expect(page.requests).toEqual([]);
});

it("hydrates the page of a visitor whose token is no longer valid", async () => {
  await using page = await site.open("expired");
  expect(await page.text("h1")).toEqual(["Unauthorized"]);
  expect(page.complaints).toEqual([]);
  expect(page.requests).toEqual([]);
});
