import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createUsersClient, UserNotFound } from "@knetik-users/core";
import { createServer } from "@knetik-users/server";
import { QueryClient } from "@tanstack/vue-query";
import { parse } from "devalue";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hydrateUsers, usersKey } from "../src/index.ts";
import { startBrowser, watch } from "./browser/startBrowser.ts";
import { freePort, pack, run, type Running, start } from "./packed.ts";

const nuxt4 = path.resolve(import.meta.dirname, "../nuxt4");
const server = await createServer({ sandbox: { users: 9 } });
const { url: usersUrl } = await server.listen({ port: 0 });
let folder: string;
let nuxt: Running;
let browser: Browser;
let pageUrl: string;

/** Copies the application of the README to a new folder, with the packed packages. */
const makeApplication = async () => {
  folder = await mkdtemp(path.join(tmpdir(), "vue-nuxt-"));
  await cp(path.join(nuxt4, "app"), path.join(folder, "app"), { recursive: true });
  await cp(path.join(nuxt4, "nuxt.config.ts"), path.join(folder, "nuxt.config.ts"));
  await writeFile(path.join(folder, "package.json"), '{ "private": true, "type": "module" }');
  for (const name of ["core", "vue"] as const) {
    const tarball = await pack(name, folder);
    const installed = path.join(folder, "node_modules/@knetik-users", name);
    await mkdir(installed, { recursive: true });
    await run("tar", ["-xzf", tarball, "-C", installed, "--strip-components", "1"]);
  }
  for (const [name, owner] of [
    ["nuxt", "vue/nuxt4"],
    ["vue", "vue"],
    ["effect", "vue"],
    ["devalue", "vue"],
    ["@tanstack/vue-query", "vue"],
    ["ky", "core"],
  ] as const) {
    const link = path.join(folder, "node_modules", name);
    await mkdir(path.dirname(link), { recursive: true });
    const packages = path.resolve(import.meta.dirname, "../..");
    await symlink(await realpath(path.join(packages, owner, "node_modules", name)), link);
  }
};

beforeAll(async () => {
  await makeApplication();
  const cli = path.join(folder, "node_modules/nuxt/bin/nuxt.mjs");
  await run(process.execPath, [cli, "build"], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NUXT_TELEMETRY_DISABLED: "1" },
  });
  const port = await freePort();
  pageUrl = `http://127.0.0.1:${port}/`;
  nuxt = await start(path.join(folder, ".output/server/index.mjs"), [], {
    HOST: "127.0.0.1",
    PORT: String(port),
    NUXT_PUBLIC_USERS_URL: usersUrl,
  });
  browser = await startBrowser();
}, 300_000);

afterAll(async () => {
  await browser.close();
  await nuxt[Symbol.asyncDispose]();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const signIn = async (username: string) => {
  const client = createUsersClient({ baseUrl: usersUrl });
  const password = `sandbox-${username}`;
  const { accessToken } = await client.getOAuthToken({
    grantType: "password",
    clientId: "web",
    username,
    password,
  });
  await client.close();
  return accessToken;
};
const request = async (token?: string) => {
  const headers = token === undefined ? {} : { cookie: `token=${token}` };
  const response = await fetch(pageUrl, { headers });
  expect(response.status).toBe(200);
  return response.text();
};
/** Nuxt's payload, parsed as Nuxt does. */
const stateOf = (html: string): string => {
  const payload = /<script[^>]*id="__NUXT_DATA__"[^>]*>(.*?)<\/script>/s.exec(html)![1]!;
  const asIs = (value: unknown) => value;
  const { state } = parse(
    payload,
    Object.fromEntries(
      ["ShallowReactive", "Reactive", "Ref", "ShallowRef", "EmptyRef"].map((name) => [name, asIs]),
    ),
  ) as { state: { $susers: string } };
  return state.$susers;
};

it("renders the page of the requesting user", async () => {
  const html = await request(await signIn("jdoe"));
  expect(html).toContain("<h1>jdoe@sandbox.example</h1>");
  expect(html).toContain("User not found (404)");
  expect(html).toMatch(/<time>20\d\d-/);
  expect(html).toContain("https://cdn.example/avatars/2.png");
  expect(html.match(/<li>/g)).toHaveLength(3);
});

it("transfers loaded data to the browser, with dates and errors", async () => {
  const state = stateOf(await request(await signIn("jdoe")));
  const queryClient = new QueryClient();
  hydrateUsers(queryClient, state);
  expect(queryClient.getQueryData(usersKey("getUser", "me"))).toMatchObject({
    email: "jdoe@sandbox.example",
    memberSince: expect.any(Date),
  });
  const { error } = queryClient.getQueryState(usersKey("getUser", 999))!;
  expect(error).toBeInstanceOf(UserNotFound);
});

it("does not mix up concurrent users or anonymous callers", async () => {
  const [jdoe, admin] = await Promise.all([signIn("jdoe"), signIn("admin")]);
  const tokens = Array.from({ length: 30 }, (_, index) => [jdoe, admin, undefined][index % 3]);
  const pages = await Promise.all(tokens.map(request));
  for (const [index, html] of pages.entries()) {
    const heading = /<h1>(.*?)<\/h1>/.exec(html)?.[1];
    expect(heading).toBe(["jdoe@sandbox.example", "admin@sandbox.example", ""][index % 3]);
    if (index % 3 !== 1) expect(html).not.toContain("admin@sandbox.example");
    for (const token of [jdoe, admin]) {
      if (tokens[index] !== token) expect(html).not.toContain(token);
    }
  }
});

it.each([
  ["an anonymous visitor", undefined, ""],
  ["a user with a token cookie", "jdoe", "jdoe@sandbox.example"],
])("is hydrated for %s: no warning, no request", async (_, username, heading) => {
  const context = await browser.newContext();
  // The avatar of a sample user.
  await context.route("https://cdn.example/**", (route) =>
    route.fulfill({
      contentType: "image/svg+xml",
      body: "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }),
  );
  if (username !== undefined) {
    const value = await signIn(username);
    await context.addCookies([{ name: "token", value, url: pageUrl }]);
  }
  const page = await context.newPage();
  const { complaints, requests } = watch(page, usersUrl);
  await page.goto(pageUrl, { waitUntil: "networkidle" });
  await page.waitForFunction(() => "__vue_app__" in document.querySelector("#__nuxt")!);
  expect(await page.locator("h1").innerText()).toBe(heading);
  // An error is part of the page.
  expect(await page.locator("p").innerText()).toBe("No such user: 404");
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
  await context.close();
});
