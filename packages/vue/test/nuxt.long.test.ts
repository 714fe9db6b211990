import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer as createSocket, type AddressInfo } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { createUsersClient, UserNotFound } from "@knetik-users/core";
import { createServer } from "@knetik-users/server";
import { QueryClient } from "@tanstack/vue-query";
import { parse } from "devalue";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hydrateUsers, usersKey } from "../src/index.ts";

const folder = path.resolve(import.meta.dirname, "../nuxt4");
const server = await createServer({ sandbox: { users: 9 } });
const { url: usersUrl } = await server.listen({ port: 0 });
let nuxt: ChildProcess;
let pageUrl: string;

const freePort = async () => {
  const socket = createSocket().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
};

beforeAll(async () => {
  const cli = path.join(folder, "node_modules/nuxt/bin/nuxt.mjs");
  await promisify(execFile)(process.execPath, [cli, "build"], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NUXT_TELEMETRY_DISABLED: "1" },
  });
  const port = await freePort();
  pageUrl = `http://127.0.0.1:${port}/`;
  nuxt = spawn(process.execPath, [path.join(folder, ".output/server/index.mjs")], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      NUXT_PUBLIC_USERS_URL: usersUrl,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(nuxt.stdout!, "data");
}, 300_000);

afterAll(async () => {
  if (nuxt.exitCode === null && nuxt.kill()) await once(nuxt, "exit");
  await server.close();
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
