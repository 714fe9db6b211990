import { afterAll, beforeAll, expect, it } from "vitest";
import { playground } from "./buildPlayground.ts";
import { startApi } from "./support/startApi.ts";
import { startApp } from "./support/startApp.ts";
import { hydrated } from "./support/startBrowser.ts";
import { startLongTokens } from "./support/startLongTokens.ts";
import { type Opened, signIn, type Site, startSite } from "./support/startSite.ts";

let site: Site;
beforeAll(async () => void (site = await startSite()));
afterAll(() => site[Symbol.asyncDispose]());
const openTab: Site["openTab"] = (...args) => site.openTab(...args);
const cookieNames = async (tab: Opened) =>
  (await tab.page.context().cookies()).map(({ name }) => name).sort();

it("keeps the new session when an older state arrives late", async () => {
  await using tab = await openTab("/");
  const { page } = tab;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let held = 0;
  await page.route("**/api/_users/session", async (route) => {
    const response = await route.fetch();
    held += 1;
    if (held === 1) await released;
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect.poll(() => held).toBe(1);
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.waitForURL("**/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  release();
  await expect.poll(() => held).toBe(2);
  await page.waitForLoadState("networkidle");
  expect(await tab.heading()).toBe("jdoe@sandbox.example");
  expect(await tab.status()).toBe("signed-in");
});

it("keeps a session of long tokens in several cookies, also when their number changes", async () => {
  await using api = await startApi({ accessTokenLifetime: 20 });
  await using long = await startLongTokens(api.url);
  await using instance = await startApp(playground, { NUXT_USERS_BASE_URL: long.url });
  await using tab = await openTab("/sign-in");
  const open = async (path: string) => {
    await tab.page.goto(`${instance.url}${path}`);
    await hydrated(tab.page);
  };
  await open("/sign-in");
  long.lengthen(4_000);
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  expect(await cookieNames(tab)).toEqual([
    "__Host-users-session.0",
    "__Host-users-session.1",
    "__Host-users-session.2",
  ]);
  // Each page renews, and has cookies of another number.
  for (const [characters, count] of [
    [0, 1],
    [2_000, 2],
    [4_000, 3],
    [2_000, 2],
  ] as const) {
    long.lengthen(characters);
    await open("/");
    expect(await tab.heading()).toBe("jdoe@sandbox.example");
    expect(await cookieNames(tab)).toHaveLength(count);
  }
  await tab.page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(tab.heading).toBe("nobody");
  expect(await cookieNames(tab)).toEqual([]);
});

it("shows the session of now on a page that the back button restores", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  await tab.page.context().clearCookies();
  // Headless Chromium keeps no pages for the back button; the event is what one that was kept gets.
  await tab.page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await expect.poll(tab.heading).toBe("nobody");
});

it("shows names of users as text, in the page and in its payload", async () => {
  const name = `</script><script>window.owned=1</script><img src=x onerror="window.owned=1">`;
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  const id = await tab.page.evaluate(async (displayName) => {
    const session = document.cookie;
    const { state } = (await (
      await fetch("/api/_users/session", { headers: { "x-users-session": "none" } })
    ).json()) as { state: { id: string } };
    const headers = { "x-users-session": state.id, "content-type": "application/json" };
    const body = JSON.stringify({ display_name: displayName });
    const { status } = await fetch("/api/_users/calls/users/me", { method: "PUT", headers, body });
    return [session, status];
  }, name);
  expect(id).toEqual(["", 204]);
  await tab.open("/profile");
  expect(await tab.heading()).toBe(name);
  expect(await tab.page.evaluate(() => "owned" in window)).toBe(false);
  expect(tab.complaints).toEqual([]);
});

it("accepts no session cookie that another site or a subdomain sets", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "admin");
  await expect.poll(tab.heading).toBe("admin@sandbox.example");
  const [{ value } = { value: "" }] = await tab.page.context().cookies();
  const { port } = site.app;
  const victim = await (await tab.page.context().browser()!.newContext()).newPage();
  // A page of another subdomain may set cookies for all, but none with the prefix.
  await victim.goto(`http://evil.app.localhost:${port}/`);
  await victim.evaluate((sealed) => {
    const domain = "domain=app.localhost";
    document.cookie = `users-session=${sealed}; path=/; ${domain}`;
    document.cookie = `__Host-users-session=${sealed}; path=/; ${domain}`;
    document.cookie = `__Host-users-session=${sealed}; path=/; secure; ${domain}`;
    document.cookie = `__Host-users-session.0=${sealed}; path=/; secure; ${domain}`;
  }, value);
  const app = `http://app.localhost:${port}/`;
  const tossed = await victim.context().cookies(app);
  expect(tossed.map(({ name }) => name)).toEqual(["users-session"]);
  await victim.goto(app);
  expect(await victim.locator("h1").innerText()).toBe("nobody");
  await victim.context().close();
});

it("answers no page of another site, not even a subdomain", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  const { page } = tab;
  // The same machine under another name and port, as another site that the browser knows nothing of.
  await page.route("http://evil.localhost/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>evil</h1>" }),
  );
  await site.api.sandbox.clearRequests();
  await page.goto("http://evil.localhost/");
  const outcomes = await page.evaluate(async (url) => {
    const attempt = (init: RequestInit, path = "/calls/users/me") =>
      fetch(`${url}/api/_users${path}`, { credentials: "include", ...init }).then(
        ({ status, type }) => `${type} ${status}`,
        () => "blocked",
      );
    const body = '{"display_name":"Evil"}';
    return Promise.all([
      attempt({}),
      attempt({ mode: "no-cors" }),
      attempt({ method: "POST", mode: "no-cors", body }, "/sign-out"),
      attempt({ method: "POST", mode: "no-cors", body }, "/sign-in"),
      attempt({ method: "PUT", body }),
      attempt({ headers: { "x-users-session": "none" } }),
      attempt({ method: "POST", headers: { "x-users-session": "none" } }, "/sign-out"),
    ]);
  }, site.app.url);
  for (const outcome of outcomes) expect(["blocked", "opaque 0"]).toContain(outcome);
  await page.evaluate((url) => {
    const form = document.createElement("form");
    form.method = "POST";
    form.action = `${url}/api/_users/sign-out`;
    document.body.append(form);
    form.submit();
  }, site.app.url);
  await page.waitForURL("**/sign-out");
  expect(await site.api.sandbox.requests()).toEqual([]);
  await tab.open("/");
  expect(await tab.heading()).toBe("jdoe@sandbox.example");
});
