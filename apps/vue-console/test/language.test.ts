import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { expectAccessible, type Site, signIn, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite()));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

const choose = async (page: Page, menu: string, language: string) => {
  await page.getByRole("button", { name: menu, exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemcheckbox", { name: language }).focus();
  await page.keyboard.press("Enter");
};
const shownLanguage = (page: Page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

it("begins with the browser's language, and remembers a chosen one", async () => {
  const page = await site.visit("/sign-in", { as: "nobody", locale: "de-AT" });
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  expect(await shownLanguage(page)).toEqual(["de", "ltr"]);
  expect(await page.title()).toBe("Anmelden · Benutzerkonsole");
  await choose(page, "Sprache", "English");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await shownLanguage(page)).toEqual(["en", "ltr"]);
  expect(await page.title()).toBe("Sign in · Users console");
  await page.reload();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

it("falls back to English", async () => {
  const page = await site.visit("/sign-in", { as: "nobody", locale: "fr-FR" });
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await shownLanguage(page)).toEqual(["en", "ltr"]);
});

it("changes texts, numbers and dates in place, and keeps what was typed", async () => {
  const page = await site.visit("/users/7");
  await page.getByRole("button", { name: "Edit the profile" }).click();
  await page.getByLabel("City").fill("Lyon");
  await choose(page, "Language", "Deutsch");
  await page.getByRole("form", { name: "Profil" }).waitFor();
  expect(await page.getByLabel("Ort", { exact: true }).inputValue()).toBe("Lyon");
  await expectAccessible(page);
  await snap(page, "user-german-1280-light");
  await page.getByRole("button", { name: "Abbrechen" }).click();
  await page.getByRole("button", { name: "Änderungen verwerfen" }).click();
  await page
    .getByRole("navigation", { name: "Hauptnavigation" })
    .getByRole("link", { name: "Benutzer" })
    .click();
  await page.getByText("60 Benutzer").waitFor();
  await page
    .getByRole("cell", { name: /^vor \d+ \S+ \d\d\.\d\d\.\d{4}, \d\d:\d\d:\d\d UTC$/ })
    .first()
    .waitFor();
  await page.getByText("1–25 von 60").waitFor();
  await expectAccessible(page);
});

it("keeps its language if another one cannot be loaded", async () => {
  const page = await site.visit("/sign-in", { as: "nobody" });
  await page.route(/\/assets\/de-/, (route) => route.abort());
  await choose(page, "Language", "Deutsch");
  await page.getByText("The language could not be loaded.").first().waitFor();
  expect(await shownLanguage(page)).toEqual(["en", "ltr"]);
  await signIn(page, "admin");
  await page.getByRole("heading", { name: "Overview" }).waitFor();
});

it("keeps right-to-left names and long words in place, at every width", async () => {
  await site.api.call("PUT", "/users/5", {
    display_name: "נועה כהן 7",
    first_name: "x".repeat(40),
    additional_properties: {},
    template: null,
  });
  const page = await site.visit("/users/5");
  await page.getByRole("heading", { name: "נועה כהן 7", level: 1 }).waitFor();
  const direction = await page
    .locator("h1 bdi")
    .evaluate((name) => [
      getComputedStyle(name).direction,
      getComputedStyle(document.body).direction,
    ]);
  expect(direction).toEqual(["rtl", "ltr"]);
  await page.getByText("x".repeat(40)).waitFor();
  // 640 pixels are 1280 at a zoom of 200 %.
  for (const width of [320, 375, 640, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
  }
  await snap(page, "user-long-1440-light");
});
