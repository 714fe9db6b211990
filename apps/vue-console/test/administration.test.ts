import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { gateway } from "./api.ts";
import { expectAccessible, lookAt, type Site, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite(40)));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const adminCalls = () => site.api.calls.filter((call) => call.includes("/_admin/"));
const accountOf = (id: number) =>
  site.api.call("GET", `/_admin/users/${id}`) as Promise<{ readonly disabled_date?: number }>;
/** Another API answers 404, as a gateway does. */
const withoutAdministration = () =>
  site.api.intercept((_, path) =>
    path.startsWith("/_admin/")
      ? Response.json(
          { code: 404, message: "no such route" },
          { status: 404, headers: { "access-control-allow-origin": "*" } },
        )
      : undefined,
  );

it("disables a user after a question, shows who did it, and undoes it", async () => {
  const page = await site.visit("/users/5");
  const account = region(page, "Account");
  await account.getByText("Enabled").waitFor();
  await account.getByRole("button", { name: "Disable …" }).click();
  const dialog = page.getByRole("alertdialog", { name: /^Disable / });
  await expectAccessible(page);
  await snap(page, "disable-1280-light");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect((await accountOf(5)).disabled_date).toBeUndefined();
  // By keyboard alone.
  await account.getByRole("button", { name: "Disable …" }).focus();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Disable" }).focus();
  await page.keyboard.press("Enter");
  await account.getByRole("button", { name: "Enable" }).waitFor();
  await page
    .getByRole("listitem")
    .filter({ hasText: /^Disabled/ })
    .first()
    .waitFor();
  expect((await accountOf(5)).disabled_date).toBeGreaterThan(0);
  const activity = region(page, "Activity");
  await activity
    .getByRole("listitem")
    .filter({ hasText: "Disabled" })
    .getByRole("link", { name: "User 1" })
    .waitFor();
  await lookAt(page, "user-disabled");
  await page.getByRole("button", { name: "Undo" }).click();
  await account.getByText("Enabled").waitFor();
  expect((await accountOf(5)).disabled_date).toBeUndefined();
});

it("shows that a user is locked, and pages the activity", async () => {
  await fetch(`${site.api.url}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "password",
      client_id: "web",
      username: "jdoe",
      password: "wrong",
    }),
  });
  for (let turn = 0; turn < 11; turn++) {
    await site.api.call("PUT", "/users/2", { city: `Oslo ${turn}` });
  }
  const account = await accountOf(2);
  const lockedUntil = Math.floor(Date.now() / 1000) + 3_600;
  site.api.intercept((request, path) =>
    request.method === "GET" && path === "/_admin/users/2"
      ? Response.json(
          { ...account, locked_until: lockedUntil },
          { headers: { "access-control-allow-origin": "*" } },
        )
      : undefined,
  );
  const page = await site.visit("/users/2");
  await region(page, "Account").getByText("Sign-in lock ends").waitFor();
  const activity = region(page, "Activity");
  await activity.getByText("city").first().waitFor();
  expect(
    await activity
      .getByRole("listitem")
      .filter({ has: page.locator("time") })
      .count(),
  ).toBe(10);
  await lookAt(page, "user-locked");
  await activity.getByRole("button", { name: "Next page" }).click();
  await activity.getByText("Sign-in failed").waitFor();
});

it("does not offer to disable the own account", async () => {
  const page = await site.visit("/users/1");
  const account = region(page, "Account");
  await account.getByText("This is your own account").waitFor();
  expect(await account.getByRole("button").count()).toBe(0);
  const buttons = region(page, "Personal data").getByRole("button");
  expect(await buttons.allTextContents()).toEqual(["Download all data"]);
});

it("saves everything that is stored about a user as a file", async () => {
  const page = await site.visit("/users/9");
  const saved = page.waitForEvent("download");
  await region(page, "Personal data").getByRole("button", { name: "Download all data" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe("user-9.json");
  const text = await readFile(await download.path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({ user: { id: 9 }, account: { id: 9 } });
  expect(text).not.toContain("hash");
});

it("says why the data of a user was not downloaded", async () => {
  const page = await site.visit("/users/9");
  site.api.intercept((_, path) => (path.endsWith("/export") ? gateway(503) : undefined));
  await region(page, "Personal data").getByRole("button", { name: "Download all data" }).click();
  await page.getByText(/^The data was not downloaded: /).waitFor();
});

it("erases the personal data of a user whose name was typed", async () => {
  const { username } = (await site.api.call("GET", "/users/10")) as { readonly username: string };
  const page = await site.visit("/users/10");
  await region(page, "Personal data")
    .getByRole("button", { name: /^Erase/ })
    .click();
  const dialog = page.getByRole("alertdialog", { name: /^Erase the personal data of / });
  const word = dialog.getByLabel(`To confirm, type ${username}`);
  await lookAt(page, "erase");
  await page.setViewportSize({ width: 1280, height: 900 });
  await word.fill("somebody");
  await word.press("Enter");
  await dialog.getByText(`This is not ${username}.`).waitFor();
  await expect.poll(() => word.evaluate((input) => input === document.activeElement)).toBe(true);
  await expectAccessible(page);
  expect(adminCalls().filter((call) => call.startsWith("POST"))).toEqual([]);
  await word.fill(username);
  await word.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await region(page, "Account").getByText("Disabled").waitFor();
  await page.getByRole("heading", { level: 1, name: /anonymous|User 10/ }).waitFor();
  expect(await site.api.call("GET", "/users/10")).toMatchObject({
    username: expect.stringMatching(/^anonymous-10-/) as string,
  });
});

it("deletes a user with the keyboard only, and leaves its page", async () => {
  const { username } = (await site.api.call("GET", "/users/11")) as { readonly username: string };
  const page = await site.visit("/users/11");
  await region(page, "Personal data").getByRole("button", { name: "Delete user …" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: /^Delete / });
  // A failure is shown in the dialog, which can be sent again.
  const stop = site.api.intercept((request) =>
    request.method === "DELETE" ? gateway(503) : undefined,
  );
  await dialog.getByLabel(`To confirm, type ${username}`).fill(username);
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").waitFor();
  stop();
  await dialog.getByRole("button", { name: "Delete user" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/users");
  await page
    .getByText(/ is deleted\.$/)
    .first()
    .waitFor();
  expect(adminCalls().filter((call) => call === "DELETE /_admin/users/11").length).toBe(2);
  await expect(site.api.call("GET", "/users/11")).rejects.toThrow("404");
  await page.goBack();
  await page.getByText("No user has the id 11.").waitFor();
});

it("asks an API without administration once, and says what is missing", async () => {
  withoutAdministration();
  const page = await site.visit("/users/6");
  await region(page, "Account").getByText("This API does not offer it.").waitFor();
  expect(await region(page, "Activity").count()).toBe(0);
  await expectAccessible(page);
  // By links, which keep the session.
  await page.getByRole("link", { name: "Templates" }).click();
  await page.getByText("How many users have each template is not shown").waitFor();
  await page.getByRole("link", { name: "Users", exact: true }).first().click();
  await page.getByRole("searchbox").fill("jdoe");
  await page.getByRole("row").filter({ hasText: "jdoe" }).first().waitFor();
  expect(adminCalls().length).toBe(1);
});

it("asks for a person without a role once", async () => {
  const page = await site.visit("/users/2", { as: "jdoe" });
  await region(page, "Account").getByText("This requires the role USERS_ADMIN").waitFor();
  await page.getByRole("link", { name: "Users", exact: true }).first().click();
  await page.getByRole("searchbox").fill("night");
  await page.getByText("the rest requires the role USERS_ADMIN").waitFor();
  expect(adminCalls().length).toBe(1);
});

it("shows how many users a template has, and what a change may break", async () => {
  const page = await site.visit("/templates");
  const rows = page.getByRole("table").getByRole("row");
  const usages = (await site.api.call("GET", "/_admin/templates")) as ReadonlyArray<{
    readonly id: string;
    readonly users: number;
  }>;
  const [usage] = [...usages].sort((one, other) => other.users - one.users);
  if (usage === undefined) throw new Error("There are no templates.");
  await rows
    .filter({ hasText: usage.id })
    .getByRole("cell", { name: String(usage.users), exact: true })
    .first()
    .waitFor();
  await lookAt(page, "templates-usage");
  await rows.filter({ hasText: usage.id }).getByRole("link").click();
  await page.getByText(`${usage.users} users have this template.`).waitFor();
});

it("learns of a change between reading and saving, and asks about the same field", async () => {
  await site.api.call("PUT", "/users/7", { city: "Rome", state: "Lazio" });
  const page = await site.visit("/users/7");
  await page.getByRole("button", { name: "Edit the profile" }).click();
  const form = page.getByRole("form", { name: "Profile" });
  await form.getByLabel("City").fill("Paris");
  // Another operator is faster by a moment, once.
  const stop = site.api.intercept(async (request, path) => {
    if (request.method !== "PUT" || path !== "/users/7") return undefined;
    stop();
    await site.api.call("PUT", "/users/7", { city: "Nice", state: "PACA" });
    return undefined;
  });
  await form.getByRole("button", { name: "Save" }).click();
  const city = page.getByRole("group", { name: "City" });
  await city.getByText("Nice").waitFor();
  expect(await site.api.call("GET", "/users/7")).toMatchObject({ city: "Nice", state: "PACA" });
  expect(await page.getByRole("alert").count()).toBe(0);
  await city.getByText("Paris").click();
  await page.getByRole("button", { name: "Save these values" }).click();
  await page.getByText("The profile is saved.").first().waitFor();
  expect(await site.api.call("GET", "/users/7")).toMatchObject({ city: "Paris", state: "PACA" });
});

it("merges a property that a game writes between reading and saving", async () => {
  const integer = (value: number) => ({ type: "integer", value });
  const properties = (level: number, winRate: number) => ({
    additional_properties: { level: integer(level), winRate: integer(winRate) },
  });
  await site.api.call("PUT", "/users/8", { template: null, ...properties(1, 2) });
  const page = await site.visit("/users/8");
  await page.getByRole("button", { name: "Edit the custom properties" }).click();
  const form = page.getByRole("form", { name: "Custom properties" });
  await form.getByRole("spinbutton", { name: "winRate" }).fill("50");
  const stop = site.api.intercept(async (request, path) => {
    if (request.method !== "PUT" || path !== "/users/8") return undefined;
    stop();
    await site.api.call("PUT", "/users/8", properties(9, 2));
    return undefined;
  });
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("The custom properties are saved.").first().waitFor();
  expect(await site.api.call("GET", "/users/8")).toMatchObject(properties(9, 50));
});

it("disables the selected users but not the own account, and undoes only that", async () => {
  await site.api.call("POST", "/_admin/users/3/disable");
  const page = await site.visit("/users?size=10");
  const boxes = page.getByRole("checkbox", { name: /^Select (?!all)/ });
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await page.getByRole("button", { name: "Choose an action" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the selected users" });
  await dialog.getByLabel("Action").selectOption({ label: "Disable" });
  await dialog.getByRole("button", { name: "Preview" }).click();
  await dialog.getByText("2 users will be changed. 1 needs no change.").waitFor();
  await expectAccessible(page);
  await snap(page, "bulk-disable-1280-light");
  await dialog.getByRole("button", { name: "Change 2 users" }).click();
  await dialog.getByText("1 user was changed. 2 needed no change.").waitFor();
  expect((await accountOf(2)).disabled_date).toBeGreaterThan(0);
  expect((await accountOf(1)).disabled_date).toBeUndefined();
  await dialog.getByRole("button", { name: "Undo" }).click();
  await dialog.getByText("Undone for 1 user.").waitFor();
  expect((await accountOf(2)).disabled_date).toBeUndefined();
  expect((await accountOf(3)).disabled_date).toBeGreaterThan(0);
});

it("shows exact numbers of accounts and sign-ins on the start page", async () => {
  // Days of registrations: the clock of the API runs ahead from here on.
  for (const users of [3, 0, 5, 1]) {
    for (let each = 0; each < users; each++) {
      const username = `growth-${crypto.randomUUID()}`;
      const body = { username, email: `${username}@mail.example`, password: "correct horse" };
      await site.api.call("POST", "/users", body);
    }
    site.api.advance(86_400);
  }
  const statistics = (await site.api.call("GET", "/_admin/statistics")) as {
    readonly failed_sign_ins: number;
    readonly disabled: number;
    readonly days: ReadonlyArray<{ readonly users: number }>;
  };
  const page = await site.visit("/");
  const factOf = (name: string) =>
    region(page, "Accounts and sign-ins").locator("div", { hasText: name }).getByRole("definition");
  await expect
    .poll(() => factOf("Failed sign-ins in 24 hours").textContent())
    .toBe(String(statistics.failed_sign_ins));
  expect(await factOf("Disabled users").textContent()).toBe(String(statistics.disabled));
  const growth = region(page, "New users");
  const days = statistics.days.map(({ users }) => String(users));
  expect(days).toContain("5");
  expect(await growth.getByRole("cell").allTextContents()).toEqual(days);
  // One request instead of a search for each number.
  expect(site.api.calls.filter((call) => /^GET \/users\?.*size=1(&|$)/.test(call))).toEqual([]);
  await lookAt(page, "start-statistics");
});
