import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { playground } from "./buildPlayground.ts";
import { type Api, startApi } from "./support/startApi.ts";
import { type App, startApp } from "./support/startApp.ts";
import { visitor } from "./support/visitor.ts";

/** Tokens that are due at once, so that each request renews; a second use of a refresh token ends the session. */
const strict = { accessTokenLifetime: 20, refreshTokenGrace: 0 };

let api: Api;
let app: App;
beforeAll(async () => {
  api = await startApi(strict);
  app = await startApp(playground, { NUXT_USERS_BASE_URL: api.url });
});
beforeEach(() => api.sandbox.clearRequests());
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

const heading = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1];
const email = "jdoe@sandbox.example";
const renewals = async (from = api) =>
  (await from.sandbox.requests({ operation: "getOAuthToken" })).length;

it("renews once for concurrent requests of one session", async () => {
  const jdoe = visitor(() => app.url);
  await jdoe.signIn("jdoe");
  await api.sandbox.clearRequests();
  const cookies = new Map(jdoe.cookies);
  const pages = await Promise.all(Array.from({ length: 10 }, () => jdoe.html("/")));
  expect(pages.map(heading)).toEqual(Array.from({ length: 10 }, () => email));
  expect(jdoe.cookies).not.toEqual(cookies);
  expect(heading(await jdoe.html("/"))).toBe(email);
});

it("continues with an old cookie, as of a response that never arrived", async () => {
  const jdoe = visitor(() => app.url);
  await jdoe.signIn("jdoe");
  const old = new Map(jdoe.cookies);
  await jdoe.html("/");
  await jdoe.html("/");
  const late = visitor(() => app.url);
  for (const [name, value] of old) late.cookies.set(name, value);
  expect(heading(await late.html("/"))).toBe(email);
  expect(heading(await jdoe.html("/"))).toBe(email);
});

it("stays signed in while the API cannot renew, and tries again", async () => {
  const jdoe = visitor(() => app.url);
  await jdoe.signIn("jdoe");
  await api.sandbox.faults.always("getOAuthToken", { status: 503 });
  expect(await jdoe.html("/")).toContain("<p>signed-in</p>");
  await api.sandbox.faults.clear();
  await expect.poll(async () => heading(await jdoe.html("/"))).toBe(email);
});

it("says that the session has expired, and removes the cookie only when the page asks", async () => {
  const own = await startApi(strict);
  await using instance = await startApp(playground, { NUXT_USERS_BASE_URL: own.url });
  const jdoe = visitor(() => instance.url);
  await jdoe.signIn("jdoe");
  await own.sandbox.reset();
  const html = await jdoe.html("/");
  expect(html).toContain("<p>expired</p>");
  expect(heading(html)).toBe("nobody");
  expect(jdoe.cookies.size).toBe(1);
  const used = await renewals(own);
  expect(await jdoe.html("/")).toContain("<p>expired</p>");
  expect(await renewals(own)).toBe(used);
  expect(await jdoe.session(true)).toEqual({ state: { status: "expired" } });
  expect(jdoe.cookies.size).toBe(0);
  await own[Symbol.asyncDispose]();
});

it("survives a restart of the server", async () => {
  const env = { NUXT_USERS_BASE_URL: api.url };
  const jdoe = visitor(() => url);
  const first = await startApp(playground, env);
  let { url } = first;
  await jdoe.signIn("jdoe");
  await first[Symbol.asyncDispose]();
  await using second = await startApp(playground, env);
  ({ url } = second);
  expect(heading(await jdoe.html("/"))).toBe(email);
});

it("works with two instances behind one address, which renew at the same time", async () => {
  await using lenient = await startApi({ accessTokenLifetime: 20 });
  const env = { NUXT_USERS_BASE_URL: lenient.url };
  await using one = await startApp(playground, env);
  await using two = await startApp(playground, env);
  let turn = 0;
  const jdoe = visitor(() => [one.url, two.url][turn++ % 2]!);
  await jdoe.signIn("jdoe");
  for (let round = 0; round < 3; round += 1) {
    const pages = await Promise.all(Array.from({ length: 6 }, () => jdoe.html("/")));
    expect(pages.map(heading)).toEqual(Array.from({ length: 6 }, () => email));
  }
});

it("keeps tokens in a storage, which both instances read, and ends every copy of a session", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "nuxt-sessions-"));
  await using lenient = await startApi({ accessTokenLifetime: 20 });
  const env = {
    NUXT_USERS_BASE_URL: lenient.url,
    NUXT_USERS_SESSION_STORE: "storage",
    USERS_STORAGE: folder,
  };
  await using one = await startApp(playground, env);
  await using two = await startApp(playground, env);
  let turn = 0;
  const jdoe = visitor(() => [one.url, two.url][turn++ % 2]!);
  await jdoe.signIn("jdoe");
  const pages = await Promise.all(Array.from({ length: 6 }, () => jdoe.html("/")));
  expect(pages.map(heading)).toEqual(Array.from({ length: 6 }, () => email));

  const copy = visitor(() => two.url);
  for (const [name, value] of jdoe.cookies) copy.cookies.set(name, value);
  expect(heading(await copy.html("/"))).toBe(email);
  await jdoe.send("/api/_users/sign-out", { method: "POST" });
  expect(heading(await copy.html("/"))).toBe("nobody");
  await rm(folder, { recursive: true });
});

it("says what is missing in the configuration, and does not start", async () => {
  const start = startApp(playground, {
    NUXT_USERS_BASE_URL: "",
    NUXT_USERS_SESSION_PASSWORD: "short",
  });
  const message = await start.then(
    () => "started",
    (error: unknown) => String(error),
  );
  expect(message).toContain("KUX1001");
  expect(message).toContain("NUXT_USERS_BASE_URL");
  expect(message).toContain("KUX1002");
});

it("continues after hours of idleness, when the API accepts only the refresh token", async () => {
  await using own = await startApi();
  await using instance = await startApp(playground, { NUXT_USERS_BASE_URL: own.url });
  const jdoe = visitor(() => instance.url);
  await jdoe.signIn("jdoe");
  await own.sandbox.clock.advance(2 * 3600);
  const me = await jdoe.call("/users/me");
  expect(await me.json()).toMatchObject({ email });
  await own.sandbox.clock.advance(2 * 3600);
  expect(heading(await jdoe.html("/"))).toBe(email);
  await own.sandbox.clock.advance(2 * 3600);
  expect(await (await jdoe.get("/api/me")).text()).toBe("jdoe");
  await own.sandbox.clock.advance(40 * 24 * 3600);
  const response = await jdoe.call("/users/me");
  expect(response.status).toBe(401);
  expect(response.headers.get("x-users-session-state")).toBe("expired");
  expect(jdoe.cookies.size).toBe(1);
  expect(await jdoe.session(true)).toEqual({ state: { status: "expired" } });
});
