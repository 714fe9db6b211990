import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unseal } from "../src/runtime/server/session/seal.ts";
import { playground } from "./buildPlayground.ts";
import { type Api, startApi } from "./support/startApi.ts";
import { type App, sessionPassword, startApp } from "./support/startApp.ts";
import { type Visitor, visitor } from "./support/visitor.ts";

let api: Api;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api[Symbol.asyncDispose]());

const cookieName = "__Host-users-session";
const heading = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1];
const signedIn = async (username: string, at: App) => {
  const user = visitor(() => at.url);
  expect(await user.signIn(username)).toMatchObject({ state: { status: "signed-in" } });
  return user;
};
const copyOf = (user: Visitor, at: App) => {
  const copy = visitor(() => at.url);
  for (const [name, value] of user.cookies) copy.cookies.set(name, value);
  return copy;
};
const json = { "content-type": "application/json" };

it("opens sessions of an earlier password, and seals with the first", async () => {
  await using app = await startApp(playground, { NUXT_USERS_BASE_URL: api.url });
  const jdoe = await signedIn("jdoe", app);
  const next = `the next ${sessionPassword}`;
  await using rotated = await startApp(playground, {
    NUXT_USERS_BASE_URL: api.url,
    NUXT_USERS_SESSION_PASSWORD: JSON.stringify([next, sessionPassword]),
  });
  expect(heading(await copyOf(jdoe, rotated).html("/"))).toBe("jdoe@sandbox.example");
  const admin = await signedIn("admin", rotated);
  const cookie = admin.cookies.get(cookieName)!;
  expect(await unseal(cookie, [next])).toBeDefined();
  expect(await unseal(cookie, [sessionPassword])).toBeUndefined();
});

it("ends sessions whose password was changed", async () => {
  await using own = await startApi({ accessTokenLifetime: 20 });
  await using instance = await startApp(playground, { NUXT_USERS_BASE_URL: own.url });
  const jdoe = await signedIn("jdoe", instance);
  const other = await signedIn("jdoe", instance);
  const { id } = (await (await other.call("/users/me")).json()) as { id: number };
  const response = await other.call(`/users/${id}/password`, {
    method: "PUT",
    headers: json,
    body: JSON.stringify({ value: "a-new-password" }),
  });
  expect(response.status).toBe(204);
  expect(await jdoe.html("/")).toContain("<p>expired</p>");
});

it("limits the rate of each caller, whom only trusted proxies name", async () => {
  const limits = { signIn: { address: { limit: 3, seconds: 3600 } } };
  await using own = await startApi({}, { limits, trustProxy: 1 });
  const env = { NUXT_USERS_BASE_URL: own.url };
  await using proxied = await startApp(playground, { ...env, NUXT_USERS_TRUSTED_PROXIES: "1" });
  await using direct = await startApp(playground, env);
  const attempt = async (at: App, forwarded: string) => {
    const response = await fetch(`${at.url}/api/_users/sign-in`, {
      method: "POST",
      headers: { ...json, "x-users-session": "none", "x-forwarded-for": forwarded },
      body: JSON.stringify({ username: "jdoe", password: "wrong" }),
    });
    const { error } = (await response.json()) as { error: { _tag: string } };
    return error._tag;
  };
  const attempts = (at: App, addresses: ReadonlyArray<string>) =>
    addresses.reduce<Promise<ReadonlyArray<string>>>(
      async (before, address) => [...(await before), await attempt(at, address)],
      Promise.resolve([]),
    );
  const wrong = ["TokenFailure", "TokenFailure", "TokenFailure"];
  // The entries on the left are the caller's own claims.
  const forged = ["1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4"].map((each) => `${each}, 192.0.2.1`);
  expect(await attempts(proxied, forged)).toEqual([...wrong, "RateLimited"]);
  expect(await attempts(proxied, ["192.0.2.2"])).toEqual(["TokenFailure"]);
  expect(await attempts(direct, ["5.5.5.5", "6.6.6.6", "7.7.7.7", "8.8.8.8"])).toEqual([
    ...wrong,
    "RateLimited",
  ]);
});

it("does not restart a session that another instance ends while it is renewed", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "nuxt-sessions-"));
  await using own = await startApi({ accessTokenLifetime: 20 });
  const env = {
    NUXT_USERS_BASE_URL: own.url,
    NUXT_USERS_SESSION_STORE: "storage",
    USERS_STORAGE: folder,
  };
  await using one = await startApp(playground, env);
  await using two = await startApp(playground, env);
  const jdoe = await signedIn("jdoe", one);
  await own.sandbox.clearRequests();
  await own.sandbox.faults.next("getOAuthToken", { latency: 1_500 });
  const late = copyOf(jdoe, one);
  const rendering = late.html("/");
  await expect.poll(() => own.sandbox.requests({ operation: "getOAuthToken" })).toHaveLength(1);
  const elsewhere = copyOf(jdoe, two);
  await elsewhere.session();
  await elsewhere.send("/api/_users/sign-out", { method: "POST" });
  await rendering;
  for (const instance of [one, two]) {
    expect(heading(await copyOf(late, instance).html("/"))).toBe("nobody");
  }
  await rm(folder, { recursive: true });
});

it("says that it cannot know the visitor while the storage of the sessions is down", async () => {
  const root = await mkdtemp(path.join(tmpdir(), "nuxt-sessions-"));
  const folder = path.join(root, "sessions");
  await mkdir(folder);
  await using instance = await startApp(playground, {
    NUXT_USERS_BASE_URL: api.url,
    NUXT_USERS_SESSION_STORE: "storage",
    USERS_STORAGE: folder,
  });
  const jdoe = await signedIn("jdoe", instance);
  await rm(folder, { recursive: true });
  await writeFile(folder, "not a folder");
  for (const reply of [
    await jdoe.get("/"),
    await jdoe.get("/api/me"),
    await jdoe.call("/users/me"),
    await jdoe.send("/api/_users/session"),
  ]) {
    expect([reply.url, reply.status]).toEqual([reply.url, 503]);
    const text = await reply.text();
    expect(text).not.toContain(folder);
    expect(text).not.toContain("node:");
  }
  expect(instance.output()).toContain("ENOTDIR");
  await rm(root, { recursive: true });
});
