import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { expectAccessible, type Site, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite()));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

const integer = (value: number) => ({ type: "integer", value });
const edit = async (page: Page, what: string, form: string) => {
  await page.getByRole("button", { name: `Edit the ${what}` }).click();
  return page.getByRole("form", { name: form });
};
const sent = (page: Page) =>
  page
    .waitForRequest((request) => request.method() === "PUT")
    .then((request) => request.postDataJSON() as unknown);

it("keeps properties that a game has changed since the form was opened", async () => {
  const before = { level: integer(1), winRate: integer(2), old: integer(3) };
  await site.api.call("PUT", "/users/31", { template: null, additional_properties: before });
  const page = await site.visit("/users/31");
  const form = await edit(page, "custom properties", "Custom properties");
  await form.getByRole("spinbutton", { name: "winRate" }).fill("50");
  await site.api.call("PUT", "/users/31", {
    additional_properties: { level: integer(9), winRate: integer(2), fresh: integer(4) },
  });
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("The custom properties are saved.").first().waitFor();
  expect(await site.api.call("GET", "/users/31")).toMatchObject({
    additional_properties: { level: integer(9), winRate: integer(50), fresh: integer(4) },
  });
});

it("shows both values of a property that both have changed, and saves the chosen ones", async () => {
  const before = { level: integer(1), rank: integer(1) };
  await site.api.call("PUT", "/users/32", { template: null, additional_properties: before });
  const page = await site.visit("/users/32");
  const form = await edit(page, "custom properties", "Custom properties");
  await form.getByRole("spinbutton", { name: "level" }).fill("5");
  await form.getByRole("spinbutton", { name: "rank" }).fill("6");
  const theirs = { level: integer(7), rank: integer(8) };
  await site.api.call("PUT", "/users/32", { additional_properties: theirs });
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("Someone else has changed this, too").waitFor();
  const level = page.getByRole("group", { name: "level" });
  await expectAccessible(page);
  await snap(page, "user-conflict-1280-light");
  expect(await site.api.call("GET", "/users/32")).toMatchObject({ additional_properties: theirs });
  // With the keyboard: the focus is on the first choice.
  expect(
    await level
      .getByRole("radio")
      .first()
      .evaluate((e) => e === document.activeElement),
  ).toBe(true);
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("button", { name: "Save these values" }).press("Enter");
  await page.getByText("The custom properties are saved.").first().waitFor();
  expect(await site.api.call("GET", "/users/32")).toMatchObject({
    additional_properties: { level: integer(5), rank: integer(8) },
  });
});

it("keeps profile fields of another operator, and asks about the same field", async () => {
  await site.api.call("PUT", "/users/33", { city: "Rome", state: "Lazio" });
  const page = await site.visit("/users/33");
  const form = await edit(page, "profile", "Profile");
  await form.getByLabel("City").fill("Paris");
  await site.api.call("PUT", "/users/33", { city: "Nice", state: "PACA" });
  await form.getByRole("button", { name: "Save" }).click();
  const city = page.getByRole("group", { name: "City" });
  await city.getByText("Nice").waitFor();
  await city.getByText("Paris").click();
  const body = sent(page);
  await page.getByRole("button", { name: "Save these values" }).click();
  expect(await body).toEqual({ city: "Paris" });
  await page.getByText("The profile is saved.").first().waitFor();
  expect(await site.api.call("GET", "/users/33")).toMatchObject({ city: "Paris", state: "PACA" });
});

it("keeps definitions that another operator has added to a template", async () => {
  const text = (name: string) => ({ type: "text", name, required: false });
  const template = { id: "shared", name: "Shared", properties: [text("a"), text("b")] };
  await site.api.call("POST", "/users/templates", template);
  const page = await site.visit("/templates/shared");
  await page.getByLabel("Name", { exact: true }).first().fill("Renamed");
  await site.api.call("PUT", "/users/templates/shared", {
    ...template,
    properties: [text("b"), text("a"), text("c")],
  });
  const body = sent(page);
  await page.getByRole("button", { name: "Save the template" }).click();
  expect(await body).toEqual({ name: "Renamed" });
  await page.getByText("The template is saved.").first().waitFor();
  expect(await site.api.call("GET", "/users/templates/shared")).toMatchObject({
    name: "Renamed",
    properties: [{ name: "b" }, { name: "a" }, { name: "c" }],
  });
});

const dialog = (page: Page) => page.getByRole("alertdialog", { name: "Discard your changes?" });

it("asks before input is lost: to another user's page, on Cancel, on Sign out, on Back", async () => {
  await site.api.call("PUT", "/users/34", { city: "Oslo" });
  const page = await site.visit("/users/35");
  await page.goto(`${site.url}/users/34`);
  const form = await edit(page, "profile", "Profile");
  await form.getByLabel("City").fill("Bergen");
  const stay = async () => {
    await dialog(page).waitFor();
    await dialog(page).getByRole("button", { name: "Keep editing" }).click();
    await dialog(page).waitFor({ state: "hidden" });
    expect(await form.getByLabel("City").inputValue()).toBe("Bergen");
    expect(page.url()).toMatch(/\/users\/34$/);
  };
  await form.getByRole("button", { name: "Cancel" }).click();
  await expectAccessible(page);
  await snap(page, "unsaved-1280-light");
  await stay();
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await stay();
  // The profile of the signed-in user is another user's page.
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Your profile" }).click();
  await stay();
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Your profile" }).click();
  await dialog(page).getByRole("button", { name: "Discard changes" }).click();
  await page.waitForURL(/\/users\/1$/);
  await page.getByRole("button", { name: "Edit the profile" }).waitFor();
});

it("asks before a template is discarded, and before the tab is closed", async () => {
  const page = await site.visit("/templates/new");
  await page.getByLabel("Name", { exact: true }).first().fill("Unsaved");
  const asked: Array<string> = [];
  page.once("dialog", (native) => {
    asked.push(native.type());
    void native.dismiss();
  });
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await dialog(page).getByRole("button", { name: "Discard changes" }).click();
  await page.waitForURL(/\/templates$/);
});

const endSession = (page: Page) =>
  site.api
    .call("PUT", "/users/1/password", { value: "sandbox-admin" })
    .then(() => page.getByRole("button", { name: "Save" }).click());
const renewal = (page: Page) => page.getByRole("alertdialog", { name: "Your session has expired" });

it("renews an expired session over the page, and keeps what the same user has typed", async () => {
  const page = await site.visit("/users/36");
  const form = await edit(page, "profile", "Profile");
  await form.getByLabel("City").fill("Turin");
  await endSession(page);
  await renewal(page).waitFor();
  expect(await page.content()).not.toContain("Turin");
  expect(await page.content()).not.toContain("@sandbox.example");
  await expectAccessible(page);
  await snap(page, "session-renewal-1280-light");
  // The user name is known; the focus is on the password.
  const password = renewal(page).getByLabel("Password", { exact: true });
  await expect.poll(() => password.evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.type("sandbox-admin");
  await page.keyboard.press("Enter");
  await renewal(page).waitFor({ state: "hidden" });
  expect(await page.getByRole("form", { name: "Profile" }).getByLabel("City").inputValue()).toBe(
    "Turin",
  );
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The profile is saved.").first().waitFor();
  expect(await site.api.call("GET", "/users/36")).toMatchObject({ city: "Turin" });
});

it("discards what was typed when another user signs in", async () => {
  const page = await site.visit("/users/2");
  const form = await edit(page, "profile", "Profile");
  await form.getByLabel("City").fill("Genoa");
  await endSession(page);
  await renewal(page).getByLabel("User name").fill("jdoe");
  await renewal(page).getByLabel("Password", { exact: true }).fill("sandbox-jdoe");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Edit the profile" }).waitFor();
  expect(await page.content()).not.toContain("Genoa");
});
