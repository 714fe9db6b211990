import { afterAll, beforeAll, expect, it } from "vitest";
import type { UsersServer } from "../src/index.ts";
import { createServer } from "../src/server.ts";

const origin = "https://app.example";
let server: UsersServer;
let url: string;
beforeAll(async () => {
  server = await createServer({ sandbox: { users: 3 }, allowedOrigins: [origin] });
  ({ url } = await server.listen({ port: 0 }));
});
afterAll(() => server.close());

/** Headers of the connection, or different for each request. */
const ownHeaders = new Set(["connection", "content-length", "date", "keep-alive", "x-request-id"]);
const described = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers].filter(([name]) => !ownHeaders.has(name)),
  body: (await response.text()).replaceAll(/"request_id":"[^"]+"/g, ""),
});

it.each([
  ["GET", "/users/1"],
  ["GET", "/users?size=2"],
  ["GET", "/users/999"],
  ["GET", "/nothing"],
  ["GET", "/health/live"],
  ["HEAD", "/users/1"],
  ["DELETE", "/users/1"],
])("%s %s has the same response on a socket as in process", async (method, path) => {
  const here = await server.fetch(`${url}${path}`, { method });
  const there = await fetch(`${url}${path}`, { method });
  expect(there.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  expect(await described(there)).toEqual(await described(here));
});

it("a response on a socket allows the origins of the server", async () => {
  const headers = { origin };
  const here = await server.fetch(`${url}/users/1`, { headers });
  const there = await fetch(`${url}/users/1`, { headers });
  expect(there.headers.get("access-control-allow-origin")).toBe(origin);
  expect(await described(there)).toEqual(await described(here));
});

it("a response on a socket has its length, in bytes", async () => {
  const json = { username: "größe", email: "g@sandbox.example", password: "a-password" };
  const body = JSON.stringify({ ...json, display_name: "größer 🙂" });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/users`, { method: "POST", headers, body });
  const bytes = await response.bytes();
  expect(response.headers.get("content-length")).toBe(String(bytes.length));
  expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ display_name: "größer 🙂" });
});
