import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unseal } from "../src/runtime/server/session/seal.ts";
import { isSessionRecord } from "../src/runtime/server/session/sessionRecord.ts";
import { playground } from "./buildPlayground.ts";
import { type Api, startApi } from "./support/startApi.ts";
import { type App, sessionPassword, startApp } from "./support/startApp.ts";
import { hydrated, startBrowser, watch, type Watched } from "./support/startBrowser.ts";

let api: Api;
let app: App;
let browser: Browser;
beforeAll(async () => {
  api = await startApi();
  app = await startApp(playground, { NUXT_USERS_BASE_URL: api.url });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await app[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

interface Opened extends Watched, AsyncDisposable {
  readonly page: Page;
  readonly open: (path: string) => Promise<void>;
  readonly heading: () => Promise<string>;
  readonly status: () => Promise<string>;
}

/** A tab of a new browser profile, or of the profile of another tab. */
const openTab = async (path: string, other?: Opened): Promise<Opened> => {
  const context = other?.page.context() ?? (await browser.newContext());
  const page = await context.newPage();
  const watched = watch(page);
  const open = async (where: string) => {
    await page.goto(`${app.url}${where}`);
    await hydrated(page);
  };
  await open(path);
  return {
    ...watched,
    page,
    open,
    heading: () => page.locator("h1").innerText(),
    status: () => page.locator("p").first().innerText(),
    [Symbol.asyncDispose]: () => (other === undefined ? context.close() : page.close()),
  };
};
const signIn = async ({ page }: Opened, username: string, password = `sandbox-${username}`) => {
  await page.fill("input[name=username]", username);
  await page.fill("input[name=password]", password);
  await page.click("button");
};

it("signs in, comes back to the page, and hydrates it after a reload: no warning, no request", async () => {
  await using tab = await openTab("/profile");
  expect(new URL(tab.page.url()).pathname).toBe("/sign-in");
  await signIn(tab, "jdoe", "wrong");
  await tab.page.getByRole("alert").getByText("TokenFailure").waitFor();
  await signIn(tab, "jdoe");
  await tab.page.waitForURL("**/profile");
  await expect.poll(tab.heading).toBe("Jane Doe");

  tab.calls.length = 0;
  // The browser reports the wrong password.
  tab.complaints.length = 0;
  await tab.open("/profile");
  expect(await tab.heading()).toBe("Jane Doe");
  expect(await tab.page.locator("h2").innerText()).toBe("jdoe@sandbox.example");
  expect(tab.complaints).toEqual([]);
  expect(tab.calls).toEqual([]);

  await tab.page.getByRole("button", { name: "Rename" }).click();
  await expect.poll(tab.heading).toBe("Ada");
  expect(tab.calls).toContain("PUT /api/_users/calls/users/me");
  expect(tab.complaints).toEqual([]);
});

it("leaves no token within reach of scripts", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  await tab.open("/");
  const cookies = await tab.page.context().cookies();
  expect(
    cookies.map(({ name, httpOnly, secure, sameSite }) => [name, httpOnly, secure, sameSite]),
  ).toEqual([["__Host-users-session", true, true, "Lax"]]);
  const record = await unseal(cookies[0]!.value, sessionPassword);
  if (!isSessionRecord(record)) throw new Error("The cookie has no session.");

  const reachable = await tab.page.evaluate(() => {
    const seen = new Set<object>();
    const texts: Array<string> = [];
    const collect = (value: unknown, depth: number) => {
      if (typeof value === "string") texts.push(value);
      if ((typeof value !== "object" && typeof value !== "function") || value === null) return;
      if (depth > 12 || seen.has(value)) return;
      seen.add(value);
      for (const key of Reflect.ownKeys(value)) {
        try {
          collect(Reflect.get(value, key), depth + 1);
        } catch {
          // A getter that cannot be read here.
        }
      }
      if (value instanceof Map || value instanceof Set) {
        for (const each of value) collect(each, depth + 1);
      }
    };
    collect(window, 0);
    return [
      document.documentElement.outerHTML,
      document.cookie,
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
      ...texts,
    ].join("\n");
  });
  expect(reachable).toContain("jdoe@sandbox.example");
  expect(reachable).not.toContain(record.accessToken);
  expect(reachable).not.toContain(record.refreshToken);
});

it("shows sign-in and sign-out of one tab in the others", async () => {
  await using one = await openTab("/");
  await using two = await openTab("/sign-in", one);
  await signIn(two, "jdoe");
  await expect.poll(one.heading).toBe("jdoe@sandbox.example");
  await one.page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(one.heading).toBe("nobody");
  await expect.poll(two.heading).toBe("nobody");
});

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
  await tab.open("/profile");
  await tab.page.context().clearCookies();
  await tab.page.getByRole("button", { name: "Rename" }).click();
  await expect.poll(() => tab.page.locator("h2").innerText()).toBe("");
});

it("does not show a page of the user after signing out and going back", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await tab.open("/profile");
  await tab.open("/");
  await tab.page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(tab.heading).toBe("nobody");
  await tab.page.goBack();
  await tab.page.waitForURL("**/sign-in?redirect=**");
});
