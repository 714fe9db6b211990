import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { expectAccessible, lookAt, type Site, snap, startSite } from "./site.ts";

let site: Site;
let zoe = 0;
beforeAll(async () => {
  site = await startSite(40);
  const register = async (user: Record<string, string>) => {
    const body = { password: "correct horse battery", ...user };
    return ((await site.api.call("POST", "/users", body)) as { readonly id: number }).id;
  };
  zoe = await register({
    username: "zz-player",
    email: "zoe.garcia@mail.example",
    display_name: "Nightowl",
    first_name: "Zoë",
    last_name: "García Márquez",
    fullname: "Zoë García Márquez",
  });
  await register({
    username: "12345",
    email: "digits@mail.example",
    display_name: "Digits",
    last_name: "Ödegaard",
  });
});
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

const box = (page: Page) => page.getByRole("searchbox");
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

it.each([
  ["an e-mail address", "zoe.garcia@mail.example", "E-mail begins with"],
  ["an address as copied from a message", "Zoe <ZOE.GARCIA@mail.example> ", "E-mail begins with"],
  ["a user name", "ZZ-play", "User name begins with"],
  ["a last name", "García Már", "Last name begins with"],
  ["a first name with a trailing blank", "Zoë ", "First name begins with"],
  ["first and last name", "zoë garcía", "Full name begins with"],
  ["last and first name", "García Márquez Zoë", "First name begins with"],
  ["last name, first name", "García, Zoë", "Full name begins with"],
  ["the beginning of an address", "zoe.g", "E-mail begins with"],
])("finds a user by %s, and says by which filter", async (_, text, filter) => {
  const page = await site.visit("/users");
  await box(page).fill(text);
  await row(page, "Nightowl").getByText(filter).first().waitFor();
  await page.getByRole("list", { name: "Found by" }).getByText(filter).first().waitFor();
});

it("finds a user by id, and users whose names begin with the digits", async () => {
  const page = await site.visit("/users");
  await box(page).fill(` ${zoe} `);
  await row(page, "Nightowl").getByText(`Ids: ${zoe}`).waitFor();
  await box(page).fill("12345");
  await row(page, "Digits").getByText("User name begins with: 12345").waitFor();
  await box(page).fill(`1, ${zoe}`);
  await row(page, "Nightowl").waitFor();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(2);
});

it.each(["garcia", "zoe", "odegaard"])(
  "offers users whose names match without accents: %s",
  async (text) => {
    const page = await site.visit("/users");
    // Some of these are also the beginning of something else.
    await box(page).fill(text);
    const similar = page.getByRole("button", { name: "Search similar names, too" });
    const name = text === "odegaard" ? "Digits" : "Nightowl";
    await similar.or(row(page, name)).first().waitFor();
    if (await similar.isVisible()) await similar.click();
    await row(page, name).first().waitFor();
    await expectAccessible(page);
  },
);

it("offers the nearest names when nothing matches", async () => {
  const page = await site.visit("/users");
  await box(page).fill("nightoww");
  await page.getByText("Nothing begins with “nightoww”.").waitFor();
  await page.getByText("These begin with “night").waitFor();
  await row(page, "Nightowl").waitFor();
  await snap(page, "search-similar-1280-light");
  await page.getByRole("button", { name: "Clear the search" }).click();
  await page.getByText("42 users").waitFor();
});

it("shows all pages of one filter on demand", async () => {
  const page = await site.visit("/users", { as: "jdoe" });
  await box(page).fill("a");
  const groups = page.getByRole("list", { name: "Found by" });
  await groups.getByRole("link", { name: /^Name or user name begins with: a/ }).click();
  await page.waitForURL(/search=a/);
  await page
    .getByRole("button", { name: "Remove the filter Name or user name begins with: a" })
    .waitFor();
  expect(new URL(page.url()).searchParams.has("q")).toBe(false);
});

it("shows the results of the last text, in whatever order the API responds", async () => {
  const page = await site.visit("/users");
  const held: Array<() => void> = [];
  site.api.intercept((_, path) =>
    path.includes("=nig&") || path.endsWith("=nig")
      ? new Promise((resolve) => held.push(() => resolve(undefined)))
      : undefined,
  );
  await box(page).fill("nig");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await box(page).fill("digits");
  await row(page, "Digits").first().waitFor();
  for (const release of held) release();
  await page.locator('table[aria-busy="false"]').waitFor();
  expect(await row(page, "Nightowl").count()).toBe(0);
  expect(await row(page, "Digits").count()).toBe(1);
});

it("searches public fields only for a user without a role", async () => {
  const page = await site.visit("/users", { as: "jdoe" });
  await box(page).fill("night");
  await page.getByText("the rest requires the role USERS_ADMIN").waitFor();
  await row(page, "Nightowl").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

it("keeps other filters", async () => {
  await site.api.call("POST", `/users/${zoe}/tags`, { value: "night" });
  const page = await site.visit("/users?tag=night");
  await page.getByText("1 user").first().waitFor();
  await box(page).fill("digits");
  await page.getByText("No matching users").waitFor();
  await box(page).fill("zoe.g");
  await row(page, "Nightowl").waitFor();
  await page.reload();
  await row(page, "Nightowl").waitFor();
  expect(await box(page).inputValue()).toBe("zoe.g");
  await lookAt(page, "search");
});
