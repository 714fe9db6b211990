import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectAccessible, lookAt, type Site, startSite } from "./site.ts";

let site: Site;
let page: Page;
beforeAll(async () => {
  site = await startSite();
  page = await site.visit("/users");
});
afterAll(() => site[Symbol.asyncDispose]());

const palette = () => page.getByRole("dialog", { name: "Search and commands" });
const box = () => palette().getByRole("combobox");
const option = (name: string | RegExp) => palette().getByRole("option", { name });
const highlighted = (name: string | RegExp) =>
  palette().locator("[data-highlighted]").filter({ hasText: name }).waitFor();
const focused = () => page.evaluate(() => document.activeElement?.textContent.trim());

it("finds a user, a template, a page and an action with the keyboard only", async () => {
  await page.getByRole("heading", { name: "Users" }).waitFor();
  await page.keyboard.press("Control+k");
  await box().waitFor();
  await expect.poll(() => box().evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type("zoe garcia");
  await option(/Nightowl|Zoë/)
    .first()
    .waitFor();
  await highlighted(/Nightowl|Zoë/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/users\/\d+$/);
  await palette().waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");

  await page.keyboard.press("Meta+k");
  await box().fill("template new");
  await highlighted("New template");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/templates\/new$/);
  await palette().waitFor({ state: "detached" });

  await page.keyboard.press("Control+k");
  await box().fill("play");
  const template = palette().getByRole("group", { name: "Templates" }).getByRole("option").first();
  await template.waitFor();
  const name = await template.innerText();
  while ((await palette().locator("[data-highlighted]").innerText()) !== name) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => /\/templates\/(?!new)/.test(url.pathname));
  await palette().waitFor({ state: "detached" });

  await page.keyboard.press("Control+k");
  await box().fill("theme dark");
  await highlighted("Theme: Dark");
  await page.keyboard.press("Enter");
  await palette().waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
  await page.keyboard.press("Control+k");
  await box().fill("system");
  await highlighted("Theme: System");
  await page.keyboard.press("Enter");
  await palette().waitFor({ state: "detached" });
});

it("shows all results on the users page", async () => {
  await page.keyboard.press("Control+k");
  await box().fill("ada");
  await option("Show all users that match “ada”").waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/users\?q=ada/);
});

it("closes with Escape and returns the focus", async () => {
  await page.goto(`${site.url}/users`);
  await page.locator('table[aria-busy="false"]').waitFor();
  const filters = page.getByRole("button", { name: "Filters" });
  await filters.focus();
  await page.keyboard.press("Control+k");
  await box().fill("ada");
  await palette().getByRole("group", { name: "Users" }).waitFor();
  await lookAt(page, "palette");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.keyboard.press("Escape");
  await palette().waitFor({ state: "detached" });
  await expect.poll(focused).toBe("Filters");
  // Both by their keys and by the button of the bar.
  await page.keyboard.press("?");
  const shortcuts = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await shortcuts.getByText("Search and commands").waitFor();
  await lookAt(page, "shortcuts");
  await page.setViewportSize({ width: 1280, height: 900 });
  // One dialog at a time.
  await page.keyboard.press("Control+k");
  expect(await palette().count()).toBe(0);
  await page.keyboard.press("Escape");
  await shortcuts.waitFor({ state: "detached" });
  await expect.poll(focused).toBe("Filters");
  await page.getByRole("button", { name: "Search and commands" }).click();
  await box().fill("keyboard");
  await highlighted("Keyboard shortcuts");
  await page.keyboard.press("Enter");
  await shortcuts.waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await shortcuts.waitFor({ state: "detached" });
});

it("leaves keys to the fields of forms, and opens from the search box", async () => {
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("a?");
  expect(await page.getByRole("searchbox").inputValue()).toBe("a?");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("Control+k");
  await box().waitFor();
  await page.keyboard.press("Escape");
  await palette().waitFor({ state: "detached" });
  await page.goto(`${site.url}/templates/new`);
  // Loaded, so that it would open at once.
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+k");
  await box().waitFor();
  await page.keyboard.press("Escape");
  await palette().waitFor({ state: "detached" });
  const name = page.getByLabel("Name", { exact: true }).first();
  await name.fill("x");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("?");
  expect(await name.inputValue()).toBe("x?");
  expect(await page.getByRole("dialog").count()).toBe(0);
});

it("asks before it loses what was typed", async () => {
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+k");
  await box().fill("overview");
  await highlighted("Overview");
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog", { name: "Discard your changes?" }).waitFor();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
});

it("finds every template, however many there are", async () => {
  for (let each = 0; each < 120; each++) {
    const body = {
      id: `many_${each}`,
      name: `Many ${String(each).padStart(3, "0")}`,
      properties: [],
    };
    await site.api.call("POST", "/users/templates", body);
  }
  await page.goto(`${site.url}/users`);
  await page.getByRole("heading", { name: "Users" }).waitFor();
  await page.keyboard.press("Control+k");
  await box().fill("many 119");
  await highlighted("Many 119");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/templates\/many_119$/);
  await palette().waitFor({ state: "detached" });
});

it("is not there without a session", async () => {
  const other = await site.visit("/sign-in", { as: "nobody" });
  await other.getByRole("heading", { name: "Sign in" }).click();
  await other.keyboard.press("Control+k");
  await other.keyboard.press("?");
  expect(await other.getByRole("dialog").count()).toBe(0);
});
