import { once } from "node:events";
import { connect } from "node:net";
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

const size = 2_000_000;
const chunks = `${`c350\r\n${" ".repeat(50_000)}\r\n`.repeat(size / 50_000)}0\r\n\r\n`;

it.each([
  ["with a length", "/users", "413", `content-length: ${size}\r\n\r\n${" ".repeat(size)}`],
  ["in chunks", "/users", "413", `transfer-encoding: chunked\r\n\r\n${chunks}`],
  [
    "of a call without a token",
    "/users/1/tags",
    "401",
    `content-length: ${size}\r\n\r\n${" ".repeat(size)}`,
  ],
])(
  "a body %s that is not read is skipped before the next request",
  async (_, path, status, body) => {
    const socket = connect(Number(new URL(url).port), new URL(url).hostname).setEncoding("latin1");
    let received = "";
    socket.on("data", (data: string) => (received += data));
    const first = `POST ${path} HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\n${body}`;
    socket.write(`${first}GET /health/live HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n`);
    await once(socket, "close");
    expect(received.match(/(?<=HTTP\/1\.1 )\d+/g)).toEqual([status, "200"]);
  },
);
