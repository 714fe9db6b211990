import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { gateway } from "./api.ts";
import { expectAccessible, lookAt, type Site, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite()));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

const tags = (page: Page) =>
  page.getByRole("list", { name: "Tags" }).getByRole("listitem").allInnerTexts();
const section = (page: Page, name: string) => page.getByRole("region", { name });

it("edits the profile, and sends only changed fields", async () => {
  const page = await site.visit("/users/7");
  await page.getByRole("button", { name: "Edit the profile" }).click();
  const form = page.getByRole("form", { name: "Profile" });
  expect(
    await form.getByLabel("User name").evaluate((input) => input === document.activeElement),
  ).toBe(true);
  await form.getByLabel("City").fill("Lyon");
  await form.getByLabel("Date of birth").fill("1990-02-03");
  await expectAccessible(page);
  await snap(page, "user-edit-1280-light");
  const sent = page.waitForRequest((request) => request.method() === "PUT");
  await form.getByRole("button", { name: "Save" }).click();
  expect((await sent).postDataJSON()).toEqual({
    city: "Lyon",
    date_of_birth: Date.UTC(1990, 1, 3) / 1000,
  });
  await page.getByText("The profile is saved.").first().waitFor();
  await section(page, "Profile").getByText("Lyon").waitFor();
  await section(page, "Profile").getByText("1990-02-03").waitFor();
});

it("shows the error beside its field and undoes the change", async () => {
  const page = await site.visit("/users/8");
  await page.getByRole("button", { name: "Edit the profile" }).click();
  const form = page.getByRole("form", { name: "Profile" });
  await form.getByLabel("User name").fill("admin");
  await form.getByLabel("E-mail").fill("not an address");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByRole("alert").waitFor();
  expect(await form.getByLabel("E-mail").getAttribute("aria-invalid")).toBe("true");
  await form.getByLabel("E-mail").fill("eight@example.org");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText(/is already taken/).waitFor();
  expect(
    await form
      .getByRole("textbox", { name: "User name" })
      .evaluate((input) => input === document.activeElement),
  ).toBe(true);
  await expectAccessible(page);
  await snap(page, "user-edit-refused-1280-light");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await page.waitForURL(/\/users$/);
});

it("adds a tag at once, undoes it, and finds others who have it", async () => {
  const page = await site.visit("/users/10");
  await page.getByLabel("New tag").waitFor();
  const before = await tags(page);
  let release = () => {};
  const end = site.api.intercept((request) =>
    request.method === "POST"
      ? new Promise((resolve) => (release = () => resolve(undefined)))
      : undefined,
  );
  await page.getByLabel("New tag").fill("fresh");
  await page.keyboard.press("Enter");
  // Before the API has responded.
  await page.getByRole("link", { name: "fresh", exact: true }).waitFor();
  await expect.poll(() => site.api.calls).toContain("POST /users/10/tags");
  end();
  release();
  await page.getByText("The tag “fresh” is added.").first().waitFor();
  await expectAccessible(page);
  await snap(page, "user-tag-added-1280-light");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The tag “fresh” is removed.").first().waitFor();
  expect(await tags(page)).toEqual(before);
  expect(site.api.calls).toContain("DELETE /users/10/tags/fresh");
});

it("undoes a failed tag and retries on demand", async () => {
  const page = await site.visit("/users/11");
  await page.getByLabel("New tag").waitFor();
  const before = await tags(page);
  const end = site.api.intercept((request) =>
    request.method === "POST" ? gateway(500) : undefined,
  );
  await page.getByLabel("New tag").fill("unlucky");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("The tag “unlucky” was not added.").first().waitFor();
  expect(await tags(page)).toEqual(before);
  await snap(page, "user-tag-failed-1280-light");
  end();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("The tag “unlucky” is added.").first().waitFor();
  await page.getByRole("button", { name: "Remove the tag unlucky" }).click();
  await page.getByText("The tag “unlucky” is removed.").first().waitFor();
});

it("shows the error of a tag beside its field", async () => {
  const page = await site.visit("/users/12");
  await page.getByLabel("New tag").fill("x".repeat(65));
  await page.keyboard.press("Enter");
  await page.getByText(/a tag \(1 to 64 characters\)/).waitFor();
  expect(await page.getByLabel("New tag").getAttribute("aria-invalid")).toBe("true");
});

it("edits custom properties by their template, and shows errors where they belong", async () => {
  const page = await site.visit("/users/13");
  const properties = section(page, "Custom properties");
  await properties.getByText("gamePieceColor").waitFor();
  await page.getByRole("button", { name: "Edit the custom properties" }).click();
  const form = page.getByRole("form", { name: "Custom properties" });
  await form.getByLabel("gamePieceColor").fill("teal");
  await form.getByLabel("level").fill("1000");
  await form.getByLabel("lastMatch").fill("2026-02-03T04:05:06");
  await form.getByRole("button", { name: "Add an entry" }).click();
  await form.getByRole("textbox", { name: "Entry 2" }).fill("Lagoon");
  await form.getByLabel("sound").selectOption("false");
  await form.getByLabel("New property").fill("volume");
  await form.getByRole("combobox", { name: "Type" }).selectOption("double");
  await form.getByRole("button", { name: "Add property" }).click();
  await form.getByRole("spinbutton", { name: "volume" }).fill("0.5");
  await expectAccessible(page);
  await snap(page, "user-properties-edit-1280-light");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText(/must be at most 100/).waitFor();
  expect(await form.getByLabel("level").getAttribute("aria-invalid")).toBe("true");
  expect(await form.getByLabel("level").evaluate((input) => input === document.activeElement)).toBe(
    true,
  );
  await form.getByLabel("level").fill("100");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("The custom properties are saved.").first().waitFor();
  await properties.getByText("teal").waitFor();
  await properties.getByText("Lagoon").waitFor();
  await properties.getByText("0.5", { exact: true }).waitFor();
  await properties.getByText("3 Feb 2026, 04:05", { exact: true }).waitFor();
  await expectAccessible(page);
});

it("keeps unknown properties and removes others on demand", async () => {
  const hologram = { type: "hologram", depth: 3, "a name": [1] };
  const gone = { type: "text", value: "away with it" };
  // Without a template everything is allowed.
  await site.api.call("PUT", "/users/25", { additional_properties: { hologram, gone } });
  const page = await site.visit("/users/25");
  await section(page, "Custom properties").getByText('"depth": 3').waitFor();
  await page.getByRole("button", { name: "Edit the custom properties" }).click();
  const form = page.getByRole("form", { name: "Custom properties" });
  await form.getByRole("button", { name: "Remove gone" }).click();
  await form.getByLabel("New property").fill("__proto__");
  await form.getByRole("button", { name: "Add property" }).click();
  await form.getByRole("textbox", { name: "__proto__" }).fill("mine");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("The custom properties are saved.").first().waitFor();
  const { additional_properties: stored } = (await site.api.call("GET", "/users/25")) as {
    readonly additional_properties: object;
  };
  expect(Object.entries(stored)).toEqual(
    expect.arrayContaining([
      ["hologram", hologram],
      ["__proto__", { type: "text", value: "mine" }],
    ]),
  );
  expect(Object.keys(stored)).toHaveLength(2);
});

it("lets a user without a role edit themselves", async () => {
  const page = await site.visit("/users/2", { as: "jdoe" });
  await page.getByRole("button", { name: "Edit the custom properties" }).click();
  const form = page.getByRole("form", { name: "Custom properties" });
  await form.getByRole("spinbutton", { name: "level" }).fill("42");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("The custom properties are saved.").first().waitFor();
  await section(page, "Custom properties").getByText("42", { exact: true }).waitFor();
  await expectAccessible(page);
});

it("reports that it is offline when saving, and undoes the change", async () => {
  const page = await site.visit("/users/18");
  await page.getByLabel("New tag").waitFor();
  const before = await tags(page);
  await page.context().setOffline(true);
  await page.getByLabel("New tag").fill("nowhere");
  await page.keyboard.press("Enter");
  await page
    .getByText(/was not added. Could not connect to the API/)
    .first()
    .waitFor();
  expect(await tags(page)).toEqual(before);
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("The tag “nowhere” is added.").first().waitFor();
});

it("moves a user to another template", async () => {
  const page = await site.visit("/users/14");
  await page.getByRole("button", { name: "Edit the custom properties" }).click();
  const form = page.getByRole("form", { name: "Custom properties" });
  await form.getByLabel("Template").selectOption({ label: "Staff" });
  await form.getByLabel("department").fill("Support");
  await form.getByLabel("onCall").selectOption("true");
  await form.getByRole("button", { name: "Save" }).click();
  await section(page, "Custom properties").getByRole("link", { name: "Staff" }).waitFor();
});

it("sets a password, and shows what is wrong with it", async () => {
  const page = await site.visit("/users/17");
  await page.getByRole("button", { name: "Set a password" }).click();
  const form = page.getByRole("form", { name: "Password" });
  await form.getByLabel("New password", { exact: true }).fill("short");
  await form.getByRole("button", { name: "Set the password" }).click();
  await form.getByText(/8/).nth(1).waitFor();
  await expectAccessible(page);
  await snap(page, "user-password-1280-light");
  await form.getByLabel("New password", { exact: true }).fill("correct horse battery");
  await form.getByRole("button", { name: "Set the password" }).click();
  await page.getByText("The password is set.").first().waitFor();
});

it("starts a reset after asking", async () => {
  const page = await site.visit("/users/15");
  await page.getByRole("button", { name: "Start a reset" }).click();
  const dialog = page.getByRole("alertdialog");
  await expectAccessible(page);
  await snap(page, "user-reset-1280-light");
  const email = await dialog.locator("b").innerText();
  await dialog.getByRole("button", { name: "Send the e-mail" }).click();
  await page.getByText("The message with the secret is on its way.").first().waitFor();
  expect((await site.api.readMail(email)).id).toBe("15");
});

it("copies the id, the address and the link", async () => {
  const page = await site.visit("/users/3");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = async (item: string) => {
    await page.getByRole("button", { name: "Copy", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: item }).focus();
    await page.keyboard.press("Enter");
    await page
      .getByText(/^Copied: /)
      .last()
      .waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await expect.poll(() => copied("Copy the id")).toBe("3");
  await expect.poll(() => copied("Copy the e-mail address")).toMatch(/@sandbox\.example$/);
  await expect.poll(() => copied("Copy the link to this page")).toBe(`${site.url}/users/3`);
});

it("compares two users side by side", async () => {
  const page = await site.visit("/users/3");
  await page.getByRole("link", { name: "Compare" }).click();
  await page.getByLabel("Id of the other user").fill("4");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/users\/3\/compare\/4$/);
  const rows = page.getByRole("row");
  await rows.filter({ hasText: "E-mail" }).getByText("different").waitFor();
  const all = await rows.count();
  await page.getByLabel("Only differences").check();
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await lookAt(page, "compare");
});

it("reports a missing user", async () => {
  const page = await site.visit("/users/999999");
  await page.getByText("No user has the id 999999.").waitFor();
  await expectAccessible(page);
});

it("shows public fields to a user without a role", async () => {
  const page = await site.visit("/users/16", { as: "jdoe" });
  await page.getByText("Only public fields are shown").waitFor();
  await page.getByText("Changing tags requires the role USERS_ADMIN.").waitFor();
  for (const name of ["Edit the profile", "Set a password"]) {
    expect(await page.getByRole("button", { name }).count()).toBe(0);
  }
  await expectAccessible(page);
  await snap(page, "user-public-1280-light");
});

it("looks right", async () => {
  const page = await site.visit("/users/3");
  await page.getByText("gamePieceColor").waitFor();
  await page.getByLabel("New tag").waitFor();
  await lookAt(page, "user");
  await page.getByRole("button", { name: "Edit the custom properties" }).click();
  await page.getByLabel("gamePieceColor").waitFor();
  await lookAt(page, "user-properties-edit");
});
