import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import nodeFetch from "node-fetch";
import { Agent, fetch as undiciFetch, MockAgent, ProxyAgent } from "undici";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ConnectionFailed, createUsersClient, type Fetch } from "../src/index.ts";
import { type FaultServer, json, refusedUrl, startFaultServer } from "./support/faultServer.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer(json({ id: 1, username: "ada" }));
});
afterAll(() => server[Symbol.asyncDispose]());

const clientWith = (fetch: Fetch, baseUrl = server.url) =>
  createUsersClient({
    baseUrl,
    allowInsecureHttp: true,
    auth: { token: "a-token" },
    fetch,
    retry: { baseDelay: 0 },
  });

describe("the fetch option may be", () => {
  it("the fetch of undici, with a dispatcher", async () => {
    const agent = new Agent();
    await using users = clientWith((url, init) => undiciFetch(url, { ...init, dispatcher: agent }));
    expect(await users.getUser(1)).toMatchObject({ username: "ada" });
    expect(
      await users.registerUser({ username: "a", email: "a@b.example", password: "password-1" }),
    ).toMatchObject({ id: 1 });
    expect(JSON.parse(server.requests.at(-1)!.body)).toMatchObject({ username: "a" });
    await agent.close();
  });

  it("the fetch of undici, through a proxy", async () => {
    const proxied: Array<string> = [];
    const proxy = createServer().on("connect", ({ url = "" }, socket) => {
      proxied.push(url);
      const [host, port] = url.split(":");
      const target = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
    });
    await once(proxy.listen(0, "127.0.0.1"), "listening");
    const { port } = proxy.address() as AddressInfo;
    const agent = new ProxyAgent({ uri: `http://127.0.0.1:${port}`, proxyTunnel: true });
    await using users = clientWith((url, init) => undiciFetch(url, { ...init, dispatcher: agent }));
    expect(await users.getUser(1)).toMatchObject({ username: "ada" });
    expect(proxied).toEqual([new URL(server.url).host]);
    await agent.destroy();
    proxy.close();
  });

  it("the fetch of undici, with its mocks", async () => {
    const agent = new MockAgent();
    agent.disableNetConnect();
    agent
      .get("https://api.example")
      .intercept({ path: "/users/1" })
      .reply(200, { id: 1, username: "mocked" });
    await using users = clientWith(
      (url, init) => undiciFetch(url, { ...init, dispatcher: agent }),
      "https://api.example",
    );
    expect(await users.getUser(1)).toMatchObject({ username: "mocked" });
    await agent.close();
  });

  it("node-fetch", async () => {
    await using users = clientWith(nodeFetch);
    expect(await users.getUser(1)).toMatchObject({ username: "ada" });
    await using refused = clientWith(nodeFetch, await refusedUrl());
    await expect(refused.getUser(1)).rejects.toMatchObject({ reason: "refused", attempts: 4 });
  });

  it("a mock that looks at the URL, and returns only what is read", async () => {
    const mock = vi.fn<Fetch>(async (url) => ({
      status: url.endsWith("/users/1") ? 200 : 404,
      headers: new Map<string, string>() as unknown as Headers,
      text: async () => '{"id":1}',
    }));
    await using users = clientWith(mock);
    expect(await users.getUser(1)).toEqual({ id: 1 });
    expect(mock).toHaveBeenCalledExactlyOnceWith(
      `${server.url}/users/1`,
      expect.objectContaining({
        method: "GET",
        headers: {
          accept: "application/json",
          authorization: "Bearer a-token",
          "user-agent": expect.any(String) as string,
        },
      }),
    );
  });
});

describe("a mistake in the fetch option fails at once and says why", () => {
  const reused = new Response('{"id":1}');
  const mistakes: ReadonlyArray<readonly [string, unknown, string]> = [
    ["a mock without an implementation", vi.fn(), "returned undefined"],
    ["text", async () => "text", "returned string"],
    [
      "{ ok, json }",
      async () => ({ ok: true, json: async () => ({ id: 1 }) }),
      "without a `status`",
    ],
    ["no headers", async () => ({ status: 200 }), "without `headers.get`"],
    ["no text", async () => ({ status: 200, headers: new Headers() }), "without `text()`"],
    ["a Response that was read", async () => reused, "has already been read"],
  ];
  it.each(mistakes)("%s", async (_, fetch, message) => {
    if (message.includes("already")) await reused.text();
    const mock = vi.fn(fetch as Fetch);
    await using users = clientWith(mock);
    const error = await users.getUser(1).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConnectionFailed);
    expect(error).toMatchObject({ reason: "fetch", retryable: false, attempts: 1 });
    expect((error as ConnectionFailed).message).toContain("The `fetch` option ");
    expect((error as ConnectionFailed).message).toContain(message);
    expect(mock).toHaveBeenCalledTimes(1);
  });

  it("its own TypeError, which is the cause", async () => {
    const thrown = new TypeError("Cannot read properties of undefined (reading 'x')");
    const mock = vi.fn<Fetch>(() => {
      throw thrown;
    });
    await using users = clientWith(mock);
    const error = await users.getUser(1).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      reason: "fetch",
      attempts: 1,
      message: "getUser: The `fetch` option threw a TypeError.",
    });
    expect((error as ConnectionFailed).cause).toBe(thrown);
  });

  it("its own TypeError with a secret, of which a copy without it is the cause", async () => {
    await using users = clientWith((_, init) => {
      throw Object.assign(new TypeError(`no ${init.headers["authorization"]}`), { init });
    });
    const error = await users.getUser(1).catch((caught: unknown) => caught as ConnectionFailed);
    const { cause } = error as { cause: Error };
    expect(cause.message).toBe("no Bearer <redacted>");
    expect(JSON.stringify(cause, Object.getOwnPropertyNames(cause))).not.toContain("a-token");
  });

  it.each([
    new TypeError("Failed to fetch"),
    new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) }),
    new Error("socket hang up"),
  ])("but a failed connection (%s) is tried again", async (failure) => {
    const mock = vi.fn<Fetch>().mockRejectedValueOnce(failure).mockImplementation(fetch);
    await using users = clientWith(mock);
    expect(await users.getUser(1)).toMatchObject({ id: 1 });
    expect(mock).toHaveBeenCalledTimes(2);
  });
});
