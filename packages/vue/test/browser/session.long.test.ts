import { afterAll, beforeAll, expect, it } from "vitest";
import { hydrated, type Opened, type Site, startSite } from "./startSite.ts";

let site: Site;
beforeAll(async () => void (site = await startSite("sessionSsr")));
afterAll(() => site[Symbol.asyncDispose]());

const reload = async ({ page }: Opened) => {
  await page.reload();
  await hydrated(page);
};
const signIn = async ({ page }: Opened) => {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("jdoe@sandbox.example").waitFor();
};

it("hydrates a streamed page without a session, and sends nothing", async () => {
  await using opened = await site.open();
  await opened.page.getByText("signed-out").waitFor();
  expect(await opened.text("i")).toEqual(["1", "2", "3"]);
  expect(opened.complaints).toEqual([]);
  expect(opened.requests).toEqual([]);
});

it("hydrates a page whose session is restored in the browser", async () => {
  await using opened = await site.open();
  await signIn(opened);
  await reload(opened);
  await opened.page.getByText("jdoe@sandbox.example").waitFor();
  expect(await opened.text("h1")).toEqual(["signed-in"]);
  expect(opened.complaints).toEqual([]);
  await opened.page.getByRole("button", { name: "Sign out" }).click();
  await opened.page.getByText("nobody").waitFor();
  await reload(opened);
  await opened.page.getByText("signed-out").waitFor();
  expect(opened.complaints).toEqual([]);
});

it("says that a stored session has expired", async () => {
  await using opened = await site.open();
  await signIn(opened);
  await opened.page.evaluate(() => {
    const key = "knetik-users.session";
    const record = JSON.parse(localStorage.getItem(key)!) as Record<string, unknown>;
    const old = { ...record, accessToken: "old", refreshToken: "old", expiresAt: 0 };
    localStorage.setItem(key, JSON.stringify(old));
  });
  await reload(opened);
  await opened.page.getByText("expired").waitFor();
  expect(await opened.text("p")).toEqual(["nobody"]);
  expect(await opened.page.evaluate(() => localStorage.length)).toBe(0);
  // The browser reports the answer of the token endpoint, and Vue nothing.
  expect(opened.complaints.filter((text) => !text.startsWith("Failed to load"))).toEqual([]);
});

it("signs in and out in all tabs", async () => {
  await using opened = await site.open();
  const other = await opened.page.context().newPage();
  await other.goto(opened.page.url());
  await hydrated(other);
  await signIn(opened);
  await other.getByText("jdoe@sandbox.example").waitFor();
  await other.getByRole("button", { name: "Sign out" }).click();
  await opened.page.getByText("signed-out").waitFor();
});
