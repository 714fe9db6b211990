import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Site, snap, startSite } from "./site.ts";

let site: Site;
let page: Page;
beforeAll(async () => {
  site = await startSite(30);
  page = await site.visit("/users");
  // The width of A4.
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: "print" });
});
afterAll(() => site[Symbol.asyncDispose]());

/** The texts of visible buttons, fields and navigation, except names of columns. */
const controls = () =>
  page
    .locator("button:not(th *), input, select, nav, header.bar, .toasts, form")
    .filter({ visible: true })
    .allInnerTexts();

it("prints the table with all its columns and no controls", async () => {
  await page.getByText("1–25 of 30").waitFor();
  expect(await controls()).toEqual([]);
  const headers = page.getByRole("columnheader").filter({ visible: true });
  expect(await headers.allInnerTexts()).toEqual([
    "Name",
    "User name",
    "E-mail",
    "Member since",
    "Last active",
    "Id",
  ]);
  // Exact, because relative times are wrong on paper tomorrow.
  const time = page.locator("tbody time").first();
  expect((await time.innerText()).trim()).toMatch(/^\d{1,2} \w+ \d{4}, \d\d:\d\d:\d\d UTC$/);
  await snap(page, "print-users");
});

it("prints a user, and where a link leads", async () => {
  await site.api.call("PUT", "/users/3", {
    additional_properties: {
      terms: { type: "file", url: "https://cdn.example/terms.pdf", description: "Terms" },
    },
    template: null,
  });
  await page.goto(`${site.url}/users/3`);
  const link = page.getByRole("link", { name: /Terms|terms/ });
  await link.waitFor();
  expect(await controls()).toEqual([]);
  expect(await link.innerText()).toContain("https://cdn.example/terms.pdf");
  await snap(page, "print-user");
});
