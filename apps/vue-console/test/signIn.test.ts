import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { gateway } from "./api.ts";
import { expectAccessible, lookAt, type Site, signIn, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite()));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

it("asks to sign in and leads to the requested page", async () => {
  const page = await site.visit("/users?tag=vip&page=1", { as: "nobody" });
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await page.title()).toBe("Sign in · Users console");
  await expectAccessible(page);
  await signIn(page, "admin");
  await page.getByRole("heading", { name: "Users" }).waitFor();
  expect(page.url()).toContain("tag=vip");
  await page.getByRole("button", { name: "Remove the filter Tag: vip" }).waitFor();
});

it("shows the error and keeps the user name", async () => {
  const page = await site.visit("/sign-in", { as: "nobody" });
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("Wrong user name or password").waitFor();
  expect(await page.getByRole("textbox", { name: "User name" }).inputValue()).toBe("admin");
  expect(await page.getByLabel("Password", { exact: true }).inputValue()).toBe("");
  await expectAccessible(page);
  await snap(page, "sign-in-refused-desktop-light");
});

it("distinguishes a failing API from a wrong password", async () => {
  const page = await site.visit("/sign-in", { as: "nobody" });
  const end = site.api.intercept((_, path) =>
    path.startsWith("/oauth/") ? gateway(503, { "retry-after": "60" }) : undefined,
  );
  await signIn(page, "admin");
  await page
    .getByRole("alert")
    .getByText(/Signing in does not work|Server error/)
    .waitFor();
  end();
});

it("stays signed in over a reload, and signs out in every tab", async () => {
  const page = await site.visit("/users");
  await page.getByRole("row").nth(1).waitFor();
  await page.reload();
  await page.getByRole("row").nth(1).waitFor();
  const opening = page.waitForEvent("popup");
  await page.evaluate(() => window.open("/templates"));
  const second = await opening;
  await second.getByRole("link", { name: "Staff" }).waitFor();
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menu").getByText("admin@sandbox.example").waitFor();
  await expectAccessible(page);
  await snap(page, "account-menu-desktop-light");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await second.getByRole("heading", { name: "Sign in" }).waitFor();
  for (const tab of [page, second]) {
    expect(await tab.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("oken");
  }
  await page.goBack();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

it("reports an expired session and returns to the page after signing in", async () => {
  const page = await site.visit("/users?tag=vip");
  await page.getByRole("row").nth(1).waitFor();
  site.api.advance(40 * 86_400);
  await page.getByRole("button", { name: "Name", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: "Your session has expired" });
  await dialog.waitFor();
  expect(await page.content()).not.toContain("@sandbox.example");
  await dialog.getByLabel("Password", { exact: true }).fill("wrong");
  await page.keyboard.press("Enter");
  await dialog.getByText("Wrong user name or password").waitFor();
  await expectAccessible(page);
  await signIn(page, "admin");
  await page.getByRole("row").nth(1).waitFor();
  expect(page.url()).toContain("tag=vip");
  await expect.poll(() => dialog.count()).toBe(0);
});

it("leads to the sign-in page from an expired session on demand", async () => {
  const page = await site.visit("/users?tag=vip");
  await page.getByRole("row").nth(1).waitFor();
  site.api.advance(40 * 86_400);
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

it("looks right", async () => {
  const page = await site.visit("/", { as: "nobody" });
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await lookAt(page, "sign-in");
});
