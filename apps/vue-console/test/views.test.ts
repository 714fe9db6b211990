import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lookAt, type Site, startSite } from "./site.ts";

let site: Site;
let page: Page;
beforeAll(async () => {
  site = await startSite();
  page = await site.visit("/users?tag=vip&order=email:DESC");
});
afterAll(() => site[Symbol.asyncDispose]());

const settled = () => page.locator('table[aria-busy="false"]').waitFor();
const headers = () => page.getByRole("columnheader").allInnerTexts();
/** Opens a menu and chooses, with the keyboard only. */
const choose = async (menu: string, item: string) => {
  await page.getByRole("button", { name: menu }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu").locator("[role^=menuitem]", { hasText: item }).first().focus();
  await page.keyboard.press("Enter");
};
const closeMenu = async () => {
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
};
/** The field of the dialog, once it can be typed into. */
const nameField = () => page.getByRole("alertdialog").getByRole("textbox");
const saveAs = async (name: string) => {
  await nameField().fill(name);
  await nameField().press("Enter");
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
};
const toast = (text: string) => page.locator(".toast").getByText(text);
const query = () => new URL(page.url()).searchParams;

it("remembers columns and density", async () => {
  await settled();
  expect(await headers()).toEqual([
    "Name",
    "User name",
    "E-mail",
    "Member since",
    "Last active",
    "Id",
  ]);
  await choose("Columns and density", "Full name");
  // The menu stays for more.
  for (const name of ["Member since", "Id"]) {
    await page.getByRole("menuitemcheckbox", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  }
  const rowHeight = async () => (await page.locator("tbody tr").first().boundingBox())?.height ?? 0;
  const before = await rowHeight();
  await page.getByRole("menuitemcheckbox", { name: "Compact" }).focus();
  await page.keyboard.press("Enter");
  await closeMenu();
  expect(await rowHeight()).toBeLessThan(before * 0.8);
  const chosen = ["Name", "User name", "Full name", "E-mail", "Last active"];
  expect(await headers()).toEqual(chosen);
  await page.goto(`${site.url}/users`);
  await settled();
  expect(await headers()).toEqual(chosen);
  expect(await page.locator("table.compact").count()).toBe(1);
});

it("saves a search with its filters, order and columns by name, and opens it", async () => {
  await page.goto(`${site.url}/users?tag=vip&order=email:DESC`);
  await settled();
  await choose("Saved views", "Save this view");
  const dialog = page.getByRole("alertdialog", { name: "Save this view" });
  await nameField().press("Enter");
  await dialog.getByText("Enter a name").waitFor();
  await nameField().fill("Vips by address");
  await lookAt(page, "views-save");
  await page.setViewportSize({ width: 1280, height: 900 });
  await saveAs("Vips by address");
  await toast("The view “Vips by address” is saved.").waitFor();
  await page.waitForFunction(
    () => document.activeElement?.getAttribute("aria-label") === "Saved views",
  );
  expect(query().get("columns")).toBe("username,fullname,email,lastActivity");
  const shared = page.url();

  // A link with columns shows them, and does not change those that are remembered.
  await page.goto(`${site.url}/users?columns=id`);
  await settled();
  expect(await headers()).toEqual(["Name", "Id"]);
  await page.getByRole("button", { name: "Next page" }).click();
  await page.waitForURL(/page=2/);
  expect(query().get("columns")).toBe("id");
  await choose("Saved views", "Vips by address");
  await page.waitForURL((url) => url.searchParams.get("tag") === "vip");
  expect(page.url()).toBe(shared);
  await settled();
  expect(await headers()).toEqual(["Name", "User name", "Full name", "E-mail", "Last active"]);
  await page.getByRole("button", { name: "Saved views" }).focus();
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitemcheckbox", { name: "Vips by address" });
  expect(await item.getAttribute("aria-checked")).toBe("true");
  await closeMenu();
  await lookAt(page, "views");
  await page.setViewportSize({ width: 1280, height: 900 });
});

it("replaces and deletes a view, and undoes that", async () => {
  await page.goto(`${page.url()}&size=50`);
  await settled();
  await choose("Saved views", "Save this view");
  await nameField().fill("Vips by address");
  await page.getByText("Replaces the view with this name.").waitFor();
  await saveAs("Vips by address");
  await toast("The view “Vips by address” is saved.").waitFor();
  await choose("Saved views", "Delete the view “Vips by address”");
  await toast("The view “Vips by address” is deleted.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.goto(`${site.url}/users`);
  await settled();
  await choose("Saved views", "Vips by address");
  await page.waitForURL((url) => url.searchParams.get("size") === "50");
});

it("works with rubbish in the storage, and without one", async () => {
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, '{"columns":7,');
  });
  await page.goto(`${site.url}/users?columns=password&tag=vip`);
  await settled();
  expect(await headers()).toHaveLength(6);
  await page.evaluate(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, text) {
      if (this === localStorage) throw new DOMException("no room", "QuotaExceededError");
      setItem.call(this, key, text);
    };
  });
  await choose("Saved views", "Save this view");
  await saveAs("Short-lived");
  await toast("Your browser stores nothing").waitFor();
  await choose("Saved views", "Short-lived");
});
