import { parseJson } from "@knetik-users/core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { kindLabel, kinds } from "../src/properties/kinds.ts";
import { limitsOf } from "../src/templates/limits.ts";
import { gateway } from "./api.ts";
import { expectAccessible, lookAt, type Site, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite()));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

/** The row of the nth definition, starting at 0. */
const row = (page: Page, index: number) =>
  page.locator("form section").nth(1).locator("ol > li").nth(index);

it("creates a template with definitions of every kind, and saves what was typed", async () => {
  const page = await site.visit("/templates/new");
  await page.getByLabel("Name", { exact: true }).fill("Everything");
  await page.getByRole("textbox", { name: "Id" }).fill("everything");
  await page.getByLabel("Users may have other properties").check();
  for (const [index, kind] of kinds.entries()) {
    await page.getByRole("button", { name: "Add a property" }).last().click();
    const one = row(page, index);
    await one.getByLabel("Name", { exact: true }).first().fill(`a_${kind}`);
    await one.getByLabel("Type", { exact: true }).first().selectOption(kind);
    const limits: ReadonlyArray<string> = limitsOf[kind];
    const inputs = one.locator('input[type="number"], input[type="datetime-local"]');
    const expected = limits.filter((name) => name !== "fileType").length;
    expect(await inputs.count()).toBe(expected);
    for (let at = 0; at < expected; at++) {
      await inputs.nth(at).fill(kind === "date" ? `2026-01-0${at + 1}T00:00:00` : String(at + 1));
    }
    if (limits.includes("fileType")) await one.getByLabel("File type").fill("image/*");
    if (kind === "list") {
      await one.getByLabel("All entries have the same type").check();
      await one.getByLabel("Type", { exact: true }).nth(1).selectOption("integer");
    }
    // Closes the rows above to keep the page short.
    await one.locator("summary").first().click();
  }
  await expectAccessible(page);
  await snap(page, "template-new-1280-light");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Create the template" }).click();
  const body = (await sent).postDataJSON() as {
    readonly allow_additional: boolean;
    readonly properties: ReadonlyArray<{ readonly type: string; readonly [name: string]: unknown }>;
  };
  expect(body.properties.map(({ type }) => type)).toEqual(kinds);
  expect(body.properties.find(({ type }) => type === "video_group")).toEqual({
    type: "video_group",
    name: "a_video_group",
    required: false,
    file_type: "image/*",
    max_file_size: 1,
    min_width: 2,
    max_width: 3,
    min_height: 4,
    max_height: 5,
    min_length: 6,
    max_length: 7,
    min_count: 8,
    max_count: 9,
  });
  expect(body.properties.find(({ type }) => type === "list")).toMatchObject({
    value_definition: { type: "integer" },
  });
  await page.waitForURL(/\/templates\/everything$/);
  await page.getByText("The template “Everything” is created.").first().waitFor();
  for (const kind of kinds)
    await page.locator("summary .badge").getByText(kindLabel(kind), { exact: true }).waitFor();
  await expectAccessible(page);
});

it("accepts properties of every type", async () => {
  const page = await site.visit("/users/20");
  await page.getByRole("button", { name: "Edit the custom properties" }).click();
  const form = page.getByRole("form", { name: "Custom properties" });
  await form.getByLabel("Template").selectOption({ label: "Everything" });
  await form.getByRole("textbox", { name: "a_text", exact: true }).fill("a");
  await form.getByLabel("a_formatted_text").fill("b\nc");
  await form.getByLabel("a_integer").fill("1");
  await form.getByLabel("a_long").fill("76561198012345679");
  await form.getByLabel("a_double").fill("1.5");
  await form.getByLabel("a_boolean").selectOption("true");
  await form.getByLabel("a_date").fill("2026-01-01T12:00:00");
  for (const kind of ["image", "file", "audio", "video"]) {
    const group = form.getByRole("group", { name: new RegExp(`^a_${kind} `) });
    await group.getByRole("button", { name: "Add" }).click();
    await group.getByLabel("URL").fill(`https://cdn.example/${kind}`);
    const several = form.getByRole("group", { name: new RegExp(`^a_${kind}_group`) });
    await several.getByRole("button", { name: "Add a file" }).click();
    await several.getByLabel("URL").first().fill(`https://cdn.example/${kind}/1`);
  }
  const list = form.getByRole("group", { name: /^a_list/ });
  await list.getByRole("button", { name: "Add an entry" }).click();
  await list.getByRole("spinbutton", { name: "Entry 1" }).fill("7");
  await expectAccessible(page);
  await snap(page, "user-everything-edit-1280-light");
  const sent = page.waitForRequest((request) => request.method() === "PUT");
  await form.getByRole("button", { name: "Save" }).click();
  const { additional_properties: properties } = parseJson((await sent).postData() ?? "") as {
    readonly additional_properties: { readonly [name: string]: unknown };
  };
  expect(properties).toMatchObject({
    a_text: { type: "text", value: "a" },
    a_formatted_text: { type: "formatted_text", value: "b\nc" },
    a_integer: { type: "integer", value: 1 },
    a_long: { type: "long", value: 76_561_198_012_345_679n },
    a_double: { type: "double", value: 1.5 },
    a_boolean: { type: "boolean", value: true },
    a_date: { type: "date", value: Date.UTC(2026, 0, 1, 12) / 1000 },
    a_image: { type: "image", url: "https://cdn.example/image" },
    a_list: { type: "list", values: [{ type: "integer", value: 7 }] },
  });
  await form.getByRole("alert").first().waitFor();
  await expectAccessible(page);
  await snap(page, "user-everything-refused-1280-light");
});

it("shows the error in the row it concerns", async () => {
  const page = await site.visit("/templates/player");
  await page.locator("summary").getByText("level").click();
  await page.getByLabel("Maximum", { exact: true }).fill("-5");
  await page.locator("summary").getByText("level").click();
  await page.getByRole("button", { name: "Save the template" }).click();
  await page.getByText("must not be less than min").waitFor();
  expect(
    await page
      .getByLabel("Maximum", { exact: true })
      .evaluate((input) => input === document.activeElement),
  ).toBe(true);
  await expectAccessible(page);
  await snap(page, "template-refused-1280-light");
  await page.getByLabel("Maximum", { exact: true }).fill("200");
  await page.getByLabel("Name", { exact: true }).first().fill("Players");
  await page.getByRole("button", { name: "Save the template" }).click();
  await page.getByText("The template is saved.").first().waitFor();
  await page.getByRole("heading", { name: "Players", level: 1 }).waitFor();
});

it("reorders definitions and removes one", async () => {
  const page = await site.visit("/templates/staff");
  await page.getByRole("button", { name: "Move onCall up" }).click();
  await page.getByRole("button", { name: "Remove extension" }).click();
  await page.getByRole("button", { name: "Save the template" }).click();
  await page.getByText("The template is saved.").first().waitFor();
  await page.reload();
  await page.locator("summary").first().waitFor();
  expect(await page.locator("summary b").allInnerTexts()).toEqual(["department", "onCall"]);
});

it("moves and duplicates with the keyboard, previews the form, and warns of what does not fit", async () => {
  const page = await site.visit("/templates/player");
  const names = () => page.locator("summary b").allInnerTexts();
  await page.locator("summary b").first().waitFor();
  const before = await names();
  const down = page.getByRole("button", { name: "Move gamePieceColor down" });
  await down.focus();
  await page.keyboard.press("Enter");
  await expect.poll(names).toEqual([before[0], before[2], before[1], ...before.slice(3)]);
  expect(await down.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect.poll(names).toEqual(before);
  await page.getByRole("button", { name: "Duplicate level" }).click();
  await expect.poll(names).toEqual([...before.slice(0, 3), "level2", ...before.slice(3)]);
  const preview = page.getByRole("complementary", { name: "Preview" });
  await preview.getByRole("spinbutton", { name: "level2" }).fill("7");
  expect(await page.getByText("Existing users may not fit").count()).toBe(0);
  await page.getByLabel("Required", { exact: true }).check();
  await page.getByText("level2 is now required").waitFor();
  await page.getByRole("button", { name: "Remove winRate" }).click();
  await page.getByText("winRate is removed, and other properties are not allowed").waitFor();
  await expectAccessible(page);
  await snap(page, "template-risks-1280-light");
});

it("explains a template in use, and detaches it on demand", async () => {
  const page = await site.visit("/templates/player");
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await dialog.getByText("Users still have this template").waitFor();
  await expectAccessible(page);
  await snap(page, "template-in-use-1280-light");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await dialog.count()).toBe(0);
  expect(
    await page
      .getByRole("button", { name: "Delete" })
      .evaluate((button) => button === document.activeElement),
  ).toBe(true);
  await page.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("button", { name: "Detach and delete" }).click();
  await page.waitForURL(/\/templates$/);
  await page
    .getByText(/is deleted\./)
    .first()
    .waitFor();
  await page.getByRole("link", { name: "Staff" }).waitFor();
  expect(await page.getByRole("link", { name: "Player", exact: true }).count()).toBe(0);
  await page.goto(`${site.url}/users/3`);
  await page.getByText("No template: properties are not validated").waitFor();
});

it("reports a missing template and a failing API", async () => {
  const page = await site.visit("/templates/none");
  await page.getByText("Template not found").waitFor();
  await expectAccessible(page);
  site.api.intercept((_, path) => (path.startsWith("/users/templates") ? gateway(503) : undefined));
  await page.getByRole("link", { name: "See all templates" }).click();
  await page.getByRole("alert").getByText("Server error").waitFor();
  site.api.reset();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("link", { name: "Staff" }).waitFor();
});

it("names the missing role", async () => {
  const page = await site.visit("/templates", { as: "jdoe" });
  await page.getByRole("alert").getByText("You do not have permission to do this").waitFor();
  await page.getByText(/TEMPLATE_ADMIN/).waitFor();
  await expectAccessible(page);
});

it("looks right", async () => {
  const page = await site.visit("/templates");
  await page.getByRole("link", { name: "Staff" }).waitFor();
  await lookAt(page, "templates");
  await page.getByRole("link", { name: "Staff" }).click();
  await page.locator("summary").getByText("department").click();
  await page.getByLabel("Maximum characters").waitFor();
  await lookAt(page, "template");
});
