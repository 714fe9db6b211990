import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildPreset, patience } from "./buildPlayground.ts";
import { freePort, sessionPassword } from "./support/startApp.ts";
import { type Api, startApi } from "./support/startApi.ts";
import { type Visitor, visitor } from "./support/visitor.ts";

/** One of the routes of Vercel's Build Output API, with what the tests read. */
interface Route {
  readonly src?: string;
  readonly dest?: string;
}

let output: string;
let routes: ReadonlyArray<Route>;
let api: Api;
let url: string;
let jdoe: Visitor;
const cleanup = new AsyncDisposableStack();

/** Runs the function that Vercel would run, without Vercel's cache in front. */
const startFunction = async (file: string): Promise<string> => {
  const port = await freePort();
  const script = `import { createServer } from "node:http";
    import handler from ${JSON.stringify(pathToFileURL(file).href)};
    createServer(handler).listen(${port}, "127.0.0.1", () => console.log("listening"));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      NUXT_USERS_BASE_URL: api.url,
      NUXT_USERS_SESSION_PASSWORD: sessionPassword,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanup.defer(async () => {
    if (child.exitCode === null && child.kill()) await once(child, "exit");
  });
  await once(child.stdout, "data");
  return `http://127.0.0.1:${port}`;
};

beforeAll(async () => {
  output = await buildPreset("vercel");
  const config = JSON.parse(await readFile(path.join(output, "config.json"), "utf8")) as {
    readonly routes: ReadonlyArray<Route>;
  };
  routes = config.routes;
  api = cleanup.use(await startApi());
  url = await startFunction(path.join(output, "functions/__fallback.func/index.mjs"));
  jdoe = visitor(() => url);
  expect(await jdoe.signIn("jdoe")).toMatchObject({ state: { status: "signed-in" } });
}, patience);
afterAll(() => cleanup.disposeAsync());

const destination = (pathname: string) =>
  routes.find(({ src, dest }) => dest !== undefined && new RegExp(`^${src!}$`).test(pathname))
    ?.dest;

it("has functions that Vercel caches for the routes with a cache only, and none of the module", () => {
  const cached = ["/cached", "/protected/cached"];
  for (const page of cached) {
    expect(destination(page)).toBe(`${page}-isr?__isr_route=$__isr_route`);
    expect(existsSync(path.join(output, `functions${page}-isr.prerender-config.json`))).toBe(true);
  }
  const personal = ["/", "/profile", "/spa", "/api/me", "/api/_users/session"];
  for (const page of [...personal, "/api/_users/calls/users/me"]) {
    expect(destination(page)).not.toContain("isr");
  }
  expect(existsSync(path.join(output, "static/prerendered/index.html"))).toBe(true);
});

it("renders pages that Vercel keeps for everybody, though the cookie arrives", async () => {
  for (const kept of ["/cached-isr?__isr_route=%2Fcached", "/cached", "/cdn"]) {
    const response = await jdoe.get(kept);
    const html = await response.text();
    expect(html).toContain("<p>pending</p>");
    expect(html).not.toContain("sandbox.example");
    expect(response.headers.getSetCookie()).toEqual([]);
  }
  const payload = await jdoe.get("/cached/_payload.json-isr?__isr_route=%2Fcached%2F_payload.json");
  expect(await payload.text()).not.toContain("sandbox.example");
  expect(payload.headers.getSetCookie()).toEqual([]);
});

it("knows the user of all other pages, which no cache may keep", async () => {
  for (const page of ["/", "/profile", "/api/me"]) {
    const response = await jdoe.get(page);
    expect(await response.text()).toMatch(/jdoe/);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  }
  const me = await jdoe.call("/users/me");
  expect(await me.json()).toMatchObject({ email: "jdoe@sandbox.example" });
  expect(me.headers.get("cdn-cache-control")).toBe("private, no-store");
});
