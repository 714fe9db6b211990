import { afterAll, beforeAll, expect, it } from "vitest";
import { playground } from "./buildPlayground.ts";
import { startApi } from "./support/startApi.ts";
import { startApp } from "./support/startApp.ts";
import { hydrated } from "./support/startBrowser.ts";
import { signIn, type Site, startSite } from "./support/startSite.ts";

let site: Site;
beforeAll(async () => void (site = await startSite()));
afterAll(() => site[Symbol.asyncDispose]());
const openTab: Site["openTab"] = (...args) => site.openTab(...args);

it("notices another user of the same browser, and never acts for that one", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  await tab.open("/profile");
  // Signed in as another user without a message to this tab, as after a missed one.
  await using other = await openTab("/sign-in", tab);
  await other.page.evaluate(() => (BroadcastChannel.prototype.postMessage = () => {}));
  await signIn(other, "admin");
  await expect.poll(other.heading).toBe("admin@sandbox.example");
  await tab.page.getByRole("button", { name: "Rename" }).click();
  await expect.poll(() => tab.page.locator("h2").innerText()).toBe("admin@sandbox.example");
  await expect.poll(tab.heading).toBe("Ada Admin");
});

it("shows an expired session in a tab that was idle", async () => {
  await using own = await startApi({ accessTokenLifetime: 20 });
  await using instance = await startApp(playground, { NUXT_USERS_BASE_URL: own.url });
  await using tab = await openTab("/sign-in");
  await tab.page.goto(`${instance.url}/sign-in`);
  await hydrated(tab.page);
  await signIn(tab, "jdoe");
  await expect.poll(tab.status).toBe("signed-in");
  await own.sandbox.reset();
  await tab.page.getByText("Profile").click();
  await tab.page.waitForURL("**/profile");
  await tab.page.getByRole("button", { name: "Rename" }).click();
  await tab.page.goto(`${instance.url}/`);
  await expect.poll(tab.status).not.toBe("signed-in");
  expect(await tab.heading()).toBe("nobody");
});

it("knows the user of pages that were rendered for everybody, after hydration", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  for (const path of ["/cached", "/prerendered", "/spa"]) {
    await tab.open(path);
    await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
    expect(await tab.status()).toBe("signed-in");
  }
  expect(tab.complaints).toEqual([]);
  await using stranger = await openTab("/cached");
  await expect.poll(stranger.status).toBe("signed-out");
  expect(stranger.complaints).toEqual([]);
});

it("keeps users signed in on protected pages that the browser renders, after each reload", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  for (const path of ["/protected/spa", "/protected/prerendered", "/protected/cached"]) {
    for (let reload = 0; reload < 2; reload += 1) {
      await tab.open(path);
      expect(new URL(tab.page.url()).pathname).toBe(path);
      await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
    }
  }
  expect(tab.complaints).toEqual([]);
});

it("sends visitors away from protected pages that the browser renders", async () => {
  for (const path of ["/protected/spa", "/protected/prerendered", "/protected/cached"]) {
    await using tab = await openTab(path);
    await tab.page.waitForURL("**/sign-in?redirect=**");
    expect(tab.complaints).toEqual([]);
  }
});

it("hydrates without a warning after the cookie is gone", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  await tab.page.context().clearCookies();
  await tab.open("/");
  expect(await tab.heading()).toBe("nobody");
  expect(tab.complaints).toEqual([]);
});

it("shows nobody when the cookie disappears while the page is open", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  await tab.open("/profile");
  await tab.page.context().clearCookies();
  await tab.page.getByRole("button", { name: "Rename" }).click();
  await expect.poll(() => tab.page.locator("h2").innerText()).toBe("");
});

it("does not show a page of the user after signing out and going back", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  await tab.open("/profile");
  await tab.open("/");
  await tab.page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(tab.heading).toBe("nobody");
  await tab.page.goBack();
  await tab.page.waitForURL("**/sign-in?redirect=**");
});

it("shows a user whom a route of the application has signed in, without a reload", async () => {
  await using tab = await openTab("/");
  expect(await tab.heading()).toBe("nobody");
  await tab.page.evaluate(() => fetch("/api/own-sign-in", { method: "POST" }));
  await tab.page.getByRole("button", { name: "Refresh" }).click();
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  expect(tab.complaints).toEqual([]);
});
