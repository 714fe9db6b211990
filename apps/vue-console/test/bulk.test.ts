import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { gateway } from "./api.ts";
import { expectAccessible, type Site, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite(120)));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

const dialog = (page: Page) => page.getByRole("dialog", { name: "Change the selected users" });
const tagsOf = (id: number) => site.api.call("GET", `/users/${id}/tags`);
const idsWith = async (tag: string) => {
  const page = (await site.api.call("GET", `/users?filter_tag=${tag}&size=200`)) as {
    readonly content: ReadonlyArray<{ readonly id: number }>;
  };
  return page.content.map(({ id }) => id);
};

it("tags the selected users of several pages, skips those that have the tag, and undoes it", async () => {
  await site.api.call("POST", "/users/10/tags", { value: "summer" });
  const page = await site.visit("/users?size=10");
  const boxes = page.getByRole("checkbox", { name: /^Select (?!all)/ });
  // With the keyboard, as everything here.
  await boxes.nth(0).press("Space");
  await boxes.nth(9).press("Space");
  await page.getByText("2 users selected").waitFor();
  await page.getByRole("button", { name: "Next page" }).press("Enter");
  await page.getByText("11–20 of 120").waitFor();
  await boxes.nth(0).press("Space");
  await page.getByText("3 users selected").waitFor();
  await expectAccessible(page);
  await snap(page, "bulk-selection-1280-light");
  await page.getByRole("button", { name: "Choose an action" }).press("Enter");
  await dialog(page).getByRole("button", { name: "Preview" }).press("Enter");
  await dialog(page).getByText("Enter a tag").waitFor();
  await dialog(page).getByRole("textbox", { name: "Tag" }).fill("summer");
  await page.keyboard.press("Enter");
  await dialog(page).getByText("2 users will be changed. 1 needs no change.").waitFor();
  expect(await tagsOf(1)).not.toContain("summer");
  await expectAccessible(page);
  await snap(page, "bulk-preview-1280-light");
  await dialog(page).getByRole("button", { name: "Change 2 users" }).press("Enter");
  await dialog(page).getByText("2 users were changed. 1 needed no change.").waitFor();
  expect(await idsWith("summer")).toEqual([1, 10, 11]);
  await expectAccessible(page);
  await dialog(page).getByRole("button", { name: "Undo" }).press("Enter");
  await dialog(page).getByText("Undone for 2 users.").waitFor();
  expect(await idsWith("summer")).toEqual([10]);
});

it("selects all that match, reports each failure, and tries the failed ones again", async () => {
  const page = await site.visit("/users?size=10");
  await page.getByRole("checkbox", { name: "Select all users of this page" }).check();
  await page.getByText("10 users selected").waitFor();
  await page.getByRole("button", { name: "Select all 120" }).click();
  await page.getByText("120 users selected").waitFor();
  await page.getByRole("button", { name: "Choose an action" }).click();
  await dialog(page).getByRole("textbox", { name: "Tag" }).fill("winter");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("button", { name: "Change 120 users" }).waitFor();
  // Only the visible rows exist.
  expect(await dialog(page).getByRole("listitem").count()).toBeLessThan(60);
  const end = site.api.intercept((request, path) =>
    request.method === "POST" && /^\/users\/[1-5]\/tags$/.test(path) ? gateway(404) : undefined,
  );
  await dialog(page).getByRole("button", { name: "Change 120 users" }).click();
  await dialog(page).getByText("115 users were changed. 5 failed.").waitFor();
  await dialog(page).getByRole("listitem").first().getByText("User not found").waitFor();
  await snap(page, "bulk-failed-1280-light");
  const [report] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: "Save the report" }).click(),
  ]);
  const lines = (await readFile(await report.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(121);
  expect(lines.filter((line) => line.includes('"failed","User not found"'))).toHaveLength(5);
  end();
  await dialog(page).getByRole("button", { name: "Try 5 failed users again" }).click();
  await dialog(page).getByText("120 users were changed.").waitFor();
  expect(await idsWith("winter")).toHaveLength(120);
});

it("stops on demand and continues with the rest", async () => {
  const page = await site.visit("/users?size=50");
  await page.getByRole("checkbox", { name: "Select all users of this page" }).check();
  await page.getByRole("button", { name: "Choose an action" }).click();
  await dialog(page).getByRole("textbox", { name: "Tag" }).fill("spring");
  await page.keyboard.press("Enter");
  const held: Array<() => void> = [];
  let acted = 0;
  const end = site.api.intercept((request) => {
    if (request.method !== "POST") return undefined;
    acted += 1;
    return acted <= 20 ? undefined : new Promise((resolve) => held.push(() => resolve(undefined)));
  });
  await dialog(page).getByRole("button", { name: "Change 50 users" }).click();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  // Escape does not end it by accident.
  await page.keyboard.press("Escape");
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await dialog(page)
    .getByText(/Cancelled: 20 done, 30 not begun\./)
    .waitFor();
  end();
  for (const release of held) release();
  await dialog(page).getByRole("button", { name: "Continue with 30 users" }).click();
  await dialog(page).getByText("50 users were changed.").waitFor();
  expect(await idsWith("spring")).toHaveLength(50);
});
