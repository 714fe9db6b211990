import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { expectAccessible, lookAt, type Site, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite(30)));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

it("offers the accounts of a sandbox, and leads to the start page", async () => {
  const page = await site.visit("/", { as: "nobody" });
  const sandbox = page.getByRole("region", { name: "This is a sandbox" });
  await sandbox.getByText("Roles: USERS_ADMIN, TEMPLATE_ADMIN").waitFor();
  await expectAccessible(page);
  await sandbox.getByRole("button", { name: /^Continue as admin/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
});

it("counts users, and leads to those who were active", async () => {
  const page = await site.visit("/");
  const tile = (name: RegExp) => page.getByRole("link", { name });
  await tile(/^Users 30$/).waitFor();
  // The signed-in user is the only one who was active since the sandbox was made.
  await tile(/^Active in 24 hours 1 3.3% of all$/).waitFor();
  await tile(/^Active in 30 days 1 /).waitFor();
  const newest = page.getByRole("region", { name: "Newest users" });
  expect(await newest.getByRole("listitem").count()).toBe(6);
  await newest
    .getByRole("listitem")
    .first()
    .getByText(/ago|year/)
    .waitFor();
  await lookAt(page, "start");
  await tile(/^Active in 24 hours/).click();
  await page.waitForURL(/lastActivity=GT/);
  await page.getByText("1 user", { exact: true }).waitFor();
});

it("shows the exact time and zone of a relative time, to mouse, keyboard and screen reader", async () => {
  const page = await site.visit("/");
  const people = page.getByRole("region", { name: "Recently active" });
  const time = people.locator("time").first();
  const exact = /\d{1,2} \w+ \d{4}, \d\d:\d\d:\d\d UTC/;
  const tooltip = page.locator(".tooltip");
  expect(await time.innerText()).toMatch(/^now/);
  expect(await time.textContent()).toMatch(exact);
  expect(await time.getAttribute("datetime")).toMatch(/Z$/);
  await time.hover();
  expect(await tooltip.innerText()).toMatch(exact);
  await page.keyboard.press("Escape");
  await tooltip.waitFor({ state: "detached" });
  // The next stop after the name.
  await people.getByRole("listitem").first().getByRole("link").focus();
  await page.keyboard.press("Tab");
  await tooltip.waitFor();
  const [tip, anchor] = [await tooltip.boundingBox(), await time.boundingBox()];
  expect((tip?.y ?? 0) + (tip?.height ?? 0)).toBeLessThanOrEqual(anchor?.y ?? 0);
  await expectAccessible(page);
  await snap(page, "start-time-1280-light");
  await page.keyboard.press("Tab");
  await tooltip.waitFor({ state: "detached" });
});

it("explains what an account without a role can do", async () => {
  const page = await site.visit("/", { as: "jdoe" });
  await page.getByText("You are signed in as jdoe, without a role").waitFor();
  await page.getByRole("region", { name: "Newest users" }).getByRole("listitem").first().waitFor();
  expect(await page.getByRole("region", { name: "Recently active" }).count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Open your profile" }).click();
  await page.waitForURL(/\/users\/2$/);
});

it("shows the first steps in an empty database", async () => {
  for (let id = 2; id <= 30; id++) await site.api.call("DELETE", `/_admin/users/${id}`);
  // Counts are kept for ten seconds.
  site.api.advance(11);
  const page = await site.visit("/");
  const steps = page.getByRole("region", { name: "First steps" });
  await steps.getByText(site.api.url).waitFor();
  await expectAccessible(page);
  await snap(page, "start-empty-1280-light");
  await steps.getByRole("link", { name: "New template" }).click();
  await page.waitForURL(/\/templates\/new$/);
});
