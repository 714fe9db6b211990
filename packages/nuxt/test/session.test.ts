import { afterAll, beforeAll, expect, it } from "vitest";
import { unseal } from "../src/runtime/server/session/seal.ts";
import { isSessionRecord } from "../src/runtime/server/session/sessionRecord.ts";
import { playground } from "./buildPlayground.ts";
import { type Api, startApi } from "./support/startApi.ts";
import { type App, sessionPassword, startApp } from "./support/startApp.ts";
import { visitor } from "./support/visitor.ts";

let api: Api;
let app: App;
beforeAll(async () => {
  api = await startApi();
  app = await startApp(playground, { NUXT_USERS_BASE_URL: api.url });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

const cookieName = "__Host-users-session";
const someone = () => visitor(() => app.url);
const signedIn = async (username: string) => {
  const user = someone();
  expect(await user.signIn(username)).toMatchObject({ state: { status: "signed-in" } });
  return user;
};
const heading = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1];

it("renders the page of the signed-in user, with the user in middleware and server routes", async () => {
  const jdoe = await signedIn("jdoe");
  const html = await jdoe.html("/profile");
  expect(html).toContain("<h1>Jane Doe</h1>");
  expect(html).toContain("<h2>jdoe@sandbox.example</h2>");
  expect(html).toContain("<p>jdoe</p>");
});

it("keeps the tokens in a cookie that scripts cannot read, and in no response", async () => {
  const jdoe = someone();
  const response = await jdoe.send("/api/_users/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "jdoe", password: "sandbox-jdoe" }),
  });
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie.split("; ").slice(1).sort()).toEqual([
    "HttpOnly",
    "Max-Age=2592000",
    "Path=/",
    "SameSite=Lax",
    "Secure",
  ]);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  const record = await unseal(jdoe.cookies.get(cookieName)!, [sessionPassword]);
  if (!isSessionRecord(record)) throw new Error("The cookie has no session.");
  const { accessToken, refreshToken = "" } = record;
  expect(refreshToken).not.toBe("");
  const texts = [await response.text(), await jdoe.html("/"), await jdoe.html("/profile")];
  for (const text of texts) {
    expect(text).not.toContain(accessToken);
    expect(text).not.toContain(refreshToken);
  }
});

it("is known in a plugin that depends on the module's", async () => {
  const jdoe = await signedIn("jdoe");
  expect(await jdoe.html("/")).toContain("early: signed-in");
  expect(await someone().html("/")).toContain("early: signed-out");
});

it("keeps pages of users out of shared caches", async () => {
  const jdoe = await signedIn("jdoe");
  const page = await jdoe.get("/");
  expect(page.headers.get("cache-control")).toBe("private, no-store");
  expect(page.headers.get("vary")).toContain("cookie");
});

it("sends visitors to the sign-in page, and back", async () => {
  const response = await someone().get("/profile");
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe("/sign-in?redirect=/profile");
});

it("reports a wrong password with the API's error, and starts no session", async () => {
  const jdoe = someone();
  expect(await jdoe.signIn("jdoe", "wrong")).toMatchObject({ error: { _tag: "TokenFailure" } });
  expect(await jdoe.signIn("jdoe", "")).toMatchObject({ error: { _tag: "InvalidInput" } });
  expect(jdoe.cookies.size).toBe(0);
});

it("ends with signing out", async () => {
  const jdoe = await signedIn("jdoe");
  const copy = someone();
  for (const [name, value] of jdoe.cookies) copy.cookies.set(name, value);
  const response = await jdoe.send("/api/_users/sign-out", { method: "POST" });
  expect(await response.json()).toEqual({ state: { status: "signed-out" } });
  expect(jdoe.cookies.size).toBe(0);
  expect(heading(await jdoe.html("/"))).toBe("nobody");
  // A late request of the same session, in the same process.
  expect(heading(await copy.html("/"))).toBe("nobody");
});

it.each([
  ["without the header of the module", {}],
  ["from another site", { "x-users-session": "none", "sec-fetch-site": "cross-site" }],
  ["from another subdomain", { "x-users-session": "none", "sec-fetch-site": "same-site" }],
  [
    "of an old browser from another site",
    { "x-users-session": "none", origin: "https://evil.example" },
  ],
])("rejects requests %s", async (_, headers) => {
  for (const [method, path] of [
    ["POST", "/api/_users/sign-in"],
    ["POST", "/api/_users/sign-out"],
    ["GET", "/api/_users/session"],
    ["GET", "/api/_users/calls/users/me"],
    ["PUT", "/api/_users/calls/users/me"],
  ]) {
    const response = await fetch(`${app.url}${path!}`, { method: method!, headers });
    expect(response.status).toBe(403);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("cdn-cache-control")).toBe("private, no-store");
  }
});

it("sends only operations of the contract to the API, and never the token endpoint", async () => {
  const jdoe = await signedIn("jdoe");
  await api.sandbox.clearRequests();
  const calls: ReadonlyArray<[method: string, path: string]> = [
    ["POST", "/oauth/token"],
    ["GET", "/_sandbox/requests"],
    ["GET", "/users/%2e%2e/_sandbox"],
    ["GET", "/users/..%2f..%2fopenapi.json"],
    ["GET", "//users"],
    ["GET", "/users/"],
    ["PATCH", "/users/me"],
  ];
  for (const [method, path] of calls) {
    expect([path, (await jdoe.call(path, { method })).status]).toEqual([path, 404]);
  }
  expect(await api.sandbox.requests()).toEqual([]);
  const me = await jdoe.call("/users/me");
  expect(await me.json()).toMatchObject({ email: "jdoe@sandbox.example" });
});

it("sends no call for another session than the one that the page shows", async () => {
  const jdoe = await signedIn("jdoe");
  const tab = { ...jdoe };
  await jdoe.signIn("admin");
  await api.sandbox.clearRequests();
  const headers = { "x-users-session": "of-jdoe", "content-type": "application/json" };
  const response = await tab.call("/users/me", {
    method: "PUT",
    headers,
    body: JSON.stringify({ display_name: "Changed" }),
  });
  expect(response.status).toBe(401);
  expect(response.headers.get("x-users-session-state")).toBe("changed");
  expect(await api.sandbox.requests()).toEqual([]);
});

it("does not mix up concurrent users and visitors", async () => {
  const people = [await signedIn("jdoe"), await signedIn("admin"), someone()];
  const pages = await Promise.all(
    Array.from({ length: 30 }, (_, index) => people[index % 3]!.html("/")),
  );
  for (const [index, html] of pages.entries()) {
    const expected = ["jdoe@sandbox.example", "admin@sandbox.example", "nobody"][index % 3];
    expect(heading(html)).toBe(expected);
    if (index % 3 !== 1) expect(html).not.toContain("admin@sandbox.example");
  }
});

it("renders cached and prerendered pages for everybody, even if a user asked first", async () => {
  const jdoe = await signedIn("jdoe");
  for (const path of ["/cached", "/prerendered"]) {
    for (const who of [jdoe, someone(), jdoe]) {
      const response = await who.get(path);
      expect(response.headers.getSetCookie()).toEqual([]);
      const html = await response.text();
      expect(heading(html)).toBe("nobody");
      expect(html).toContain("<p>pending</p>");
      expect(html).not.toContain("sandbox.example");
    }
  }
  expect(await (await jdoe.get("/api/cached")).text()).toBe("signed-out");
});

it("keeps the module's routes out of a cache that the application's rules ask for", async () => {
  const jdoe = await signedIn("jdoe");
  expect(await jdoe.session()).toMatchObject({ state: { status: "signed-in" } });
  expect(await someone().session()).toEqual({ state: { status: "signed-out" } });
  for (const visitor of [jdoe, someone()]) {
    const response = await visitor.get("/api/_users/calls/users/2");
    expect(response.headers.get("cdn-cache-control")).toBe("private, no-store");
  }
});

it("reports to the browser that nobody is signed in, without a cookie for visitors", async () => {
  const response = await someone().get("/");
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await response.text()).toContain("<p>signed-out</p>");
});

it("ignores a cookie that was changed or sealed with another password", async () => {
  const jdoe = await signedIn("jdoe");
  const value = jdoe.cookies.get(cookieName)!;
  for (const bad of [`${value}x`, value.slice(1), "garbage"]) {
    jdoe.cookies.set(cookieName, bad);
    expect(heading(await jdoe.html("/"))).toBe("nobody");
  }
});

it("renders pages for everybody that their own header makes public", async () => {
  const jdoe = await signedIn("jdoe");
  const response = await jdoe.get("/public");
  expect(response.headers.get("cache-control")).toBe("public, max-age=600");
  expect(await response.text()).not.toContain("sandbox.example");
});

it("rejects callers of server routes without a session", async () => {
  const response = await someone().get("/api/me");
  expect(response.status).toBe(401);
  const jdoe = await signedIn("jdoe");
  expect(await (await jdoe.get("/api/me")).text()).toBe("jdoe");
  await api.sandbox.faults.next("getUser", { status: 500 }, 9);
  expect((await jdoe.get("/api/me")).status).toBe(503);
  await api.sandbox.faults.clear();
});
