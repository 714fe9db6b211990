import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { gateway } from "./api.ts";
import { expectAccessible, lookAt, type Site, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite(1_200)));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

const dialog = (page: Page) => page.getByRole("dialog", { name: "Export users" });
/** Opens the users page of a browser that cannot write to the disk. */
const visit = async (path: string, options?: Parameters<Site["visit"]>[1]) => {
  const page = await site.visit(path, options);
  await page.evaluate(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  await page.locator('table[aria-busy="false"]').waitFor();
  return page;
};
const textOf = async (page: Page, act: () => Promise<void>): Promise<string> => {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFile(await download.path(), "utf8");
};
const idsIn = (csv: string) => [...csv.matchAll(/^(\d+),/gm)].map(([, id]) => Number(id));

it("exports all pages as CSV, protected against formulas, after a failure in the middle", async () => {
  await site.api.call("PUT", "/users/7", {
    display_name: "=HYPERLINK(1)",
    mobile_number: "+49 170",
  });
  const page = await visit("/users");
  await page.getByRole("button", { name: "Export" }).press("Enter");
  await dialog(page).getByText("1,200 users, in the order of ids.").waitFor();
  await dialog(page).getByRole("checkbox", { name: "For Excel" }).press("Space");
  await lookAt(page, "export");
  const end = site.api.intercept((_, path) =>
    path.includes("size=500&page=2") ? gateway(403) : undefined,
  );
  const downloads: Array<unknown> = [];
  page.on("download", (download) => downloads.push(download));
  await dialog(page).getByRole("button", { name: "Export", exact: true }).press("Enter");
  await dialog(page)
    .getByText(/Stopped after [\d,]+ users\. There is no file yet\./)
    .waitFor();
  await expectAccessible(page);
  expect(downloads).toEqual([]);
  end();
  const csv = await textOf(page, () =>
    dialog(page).getByRole("button", { name: "Continue" }).press("Enter"),
  );
  await dialog(page).getByText("The file has 1,200 users.").waitFor();
  expect(csv.startsWith('\uFEFF"id",')).toBe(true);
  expect(idsIn(csv)).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1));
  expect(csv).toContain(`"'=HYPERLINK(1)"`);
});

it("exports the fields and custom properties of selected users as NDJSON", async () => {
  const page = await visit("/users?size=10");
  const boxes = page.getByRole("checkbox", { name: /^Select (?!all)/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole("button", { name: "Export the selected users" }).click();
  await dialog(page).getByLabel("Format").selectOption("ndjson");
  await dialog(page).getByRole("group", { name: "Fields of the user" }).getByLabel("Tags").check();
  const choice = dialog(page).getByLabel("Custom properties of a template");
  await choice.selectOption({ index: 1 });
  const text = await textOf(page, () =>
    dialog(page).getByRole("button", { name: "Export", exact: true }).click(),
  );
  const users = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly id: number });
  expect(users.map(({ id }) => id)).toEqual([1, 2]);
  for (const { id, ...user } of users) {
    const full = (await site.api.call("GET", `/users/${id}`)) as Record<string, unknown>;
    expect(full).toMatchObject(user);
  }
});

it("writes to the disk and leaves no file when it is discarded, and exports what a text finds", async () => {
  const page = await site.visit("/users");
  await page.locator('table[aria-busy="false"]').waitFor();
  // The browser's dialog cannot be used here; its files are the same.
  await page.evaluate(() =>
    Object.assign(globalThis, {
      showSaveFilePicker: async () =>
        (await navigator.storage.getDirectory()).getFileHandle("users.csv", { create: true }),
    }),
  );
  const onDisk = () =>
    page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      try {
        return await (await (await folder.getFileHandle("users.csv")).getFile()).text();
      } catch {
        return undefined;
      }
    });
  let release = () => {};
  const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
  let isHeld = false;
  const end = site.api.intercept((_, path) => {
    if (!path.includes("size=500&page=2")) return undefined;
    isHeld = true;
    return held;
  });
  await page.getByRole("button", { name: "Export" }).click();
  await dialog(page).getByRole("button", { name: "Export", exact: true }).click();
  await expect.poll(() => isHeld).toBe(true);
  await page.keyboard.press("Escape");
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await dialog(page)
    .getByText(/Stopped after/)
    .waitFor();
  end();
  release();
  await dialog(page).getByRole("button", { name: "Discard the export" }).click();
  await dialog(page).waitFor({ state: "detached" });
  expect(await onDisk()).toBeUndefined();

  await page.getByRole("searchbox", { name: "Search by name" }).fill("ada");
  await page.waitForURL(/q=ada/);
  await page.getByRole("list", { name: "Searches" }).or(page.locator(".groups")).first().waitFor();
  await page.getByRole("button", { name: "Export" }).click();
  await dialog(page).getByRole("button", { name: "Export", exact: true }).click();
  await dialog(page)
    .getByText(/The file has \d+ users?\./)
    .waitFor();
  const rows = ((await onDisk()) ?? "").trim().split("\r\n").slice(1);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => !/ada/i.test(row))).toEqual([]);
});

it("goes on with an export after the session has ended", async () => {
  const page = await visit("/users");
  // A new password ends all sessions, here in the middle.
  const stop = site.api.intercept(async (_, path) => {
    if (!path.includes("size=500&page=2")) return undefined;
    stop();
    await site.api.call("PUT", "/users/1/password", { value: "sandbox-admin" });
    return undefined;
  });
  await page.getByRole("button", { name: "Export" }).click();
  await dialog(page).getByRole("button", { name: "Export", exact: true }).click();
  const renewal = page.getByRole("alertdialog", { name: "Your session has expired" });
  const password = renewal.getByLabel("Password", { exact: true });
  await password.fill("sandbox-admin");
  await password.press("Enter");
  await renewal.waitFor({ state: "detached" });
  const csv = await textOf(page, () =>
    dialog(page).getByRole("button", { name: "Continue" }).click(),
  );
  expect(idsIn(csv)).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1));
});
