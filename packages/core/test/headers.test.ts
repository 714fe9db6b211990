import { AsyncLocalStorage } from "node:async_hooks";
import * as Effect from "effect/Effect";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Users } from "../src/effect.ts";
import { createUsersClient, type UsersClientOptions } from "../src/index.ts";
import { answer, json, startFaultServer } from "./support/faultServer.ts";

const user = json({ id: 1 });
const granted = json({ access_token: "granted", expires_in: 3600 });

describe("the headers of one call", () => {
  it("replace the client's headers of the same name, in any spelling", async () => {
    await using server = await startFaultServer(user);
    await using users = createUsersClient({
      baseUrl: server.url,
      headers: { "X-Tenant": "blue", "x-region": "eu" },
    });
    await users.getUser(1, { headers: { "x-tenant": "red", "X-Request-Id": "r-1" } });
    await users.getUser(1, { headers: new Headers({ "x-request-id": "r-2" }) });
    await users.getUser(1);
    expect(server.requests.map(({ headers }) => headers)).toMatchObject([
      { "x-tenant": "red", "x-region": "eu", "x-request-id": "r-1" },
      { "x-tenant": "blue", "x-region": "eu", "x-request-id": "r-2" },
      { "x-tenant": "blue", "x-region": "eu" },
    ]);
    expect(server.requests[2]?.headers).not.toHaveProperty("x-request-id");
  });

  it("are sent with each attempt and each page", async () => {
    const page = (number: number) => ({
      content: [{ id: number }],
      number,
      total_pages: 2,
      total_elements: 2,
      last: number === 1,
    });
    await using server = await startFaultServer(answer(503), json(page(0)), json(page(1)));
    await using users = createUsersClient({ baseUrl: server.url, retry: { baseDelay: 1 } });
    const options = { headers: { "x-request-id": "r-1" } };
    for await (const { id } of users.all.getUsers({ size: 1 }, options)) expect(id).toBeDefined();
    expect(server.requests.map(({ headers }) => headers["x-request-id"])).toEqual([
      "r-1",
      "r-1",
      "r-1",
    ]);
  });

  it("are those of an Effect, too", async () => {
    await using server = await startFaultServer(user);
    await Users.pipe(
      Effect.flatMap((users) => users.getUser(1, { headers: { "x-request-id": "r-1" } })),
      Effect.provide(Users.layer({ baseUrl: server.url })),
      Effect.runPromise,
    );
    expect(server.requests[0]?.headers).toHaveProperty("x-request-id", "r-1");
  });

  it("are not those of the token request that the call waits for", async () => {
    await using server = await startFaultServer(granted, user);
    await using users = createUsersClient({
      baseUrl: server.url,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "s" },
    });
    await users.getUser(1, { headers: { "x-forwarded-for": "192.0.2.1" } });
    expect(server.requests.map(({ headers }) => headers["x-forwarded-for"])).toEqual([
      undefined,
      "192.0.2.1",
    ]);
  });

  it.each([
    ["options.headers.authorization", { Authorization: "Bearer t" }],
    ["options.headers.x-a", { "x-a": "line\nbreak" }],
    ["options.headers", "x-a: 1"],
  ])("are refused as %s before anything is sent", async (field, headers) => {
    await using server = await startFaultServer(user);
    await using users = createUsersClient({ baseUrl: server.url });
    const options = { headers } as unknown as { headers: Headers };
    const { error } = await users.result.getUser(1, options);
    expect(error).toMatchObject({ _tag: "InvalidInput", attempts: 0, issues: [{ field }] });
    expect(server.requests).toEqual([]);
  });

  it("are removed from what the API echoes", async () => {
    await using server = await startFaultServer(
      json({ result: [{ message: "bad key SECRETKEY123" }] }, 400),
    );
    await using users = createUsersClient({ baseUrl: server.url });
    const { error } = await users.result.getUser(1, { headers: { "x-api-key": "SECRETKEY123" } });
    expect(error?.message).toContain("bad key <redacted>");
  });
});

describe("a headers function", () => {
  it("is called once for each call, where the call was made", async () => {
    await using server = await startFaultServer(answer(503), user, user);
    const incoming = new AsyncLocalStorage<string>();
    const headers = vi.fn(() => ({ "x-request-id": incoming.getStore() }));
    await using users = createUsersClient({
      baseUrl: server.url,
      headers,
      retry: { baseDelay: 1 },
    });
    await incoming.run("r-1", () => users.getUser(1));
    await incoming.run("r-2", () => users.getUser(1));
    await users.getUser(1);
    expect(server.requests.map((request) => request.headers["x-request-id"])).toEqual([
      "r-1",
      "r-1",
      "r-2",
      undefined,
    ]);
    expect(headers).toHaveBeenCalledTimes(3);
  });

  it("is called for a token request in the context of the call that starts it", async () => {
    await using server = await startFaultServer(granted, user);
    const incoming = new AsyncLocalStorage<string>();
    await using users = createUsersClient({
      baseUrl: server.url,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "s" },
      headers: () => ({ "x-request-id": incoming.getStore() }),
    });
    await Promise.all(["r-1", "r-2"].map((id) => incoming.run(id, () => users.getUser(1))));
    const sent = server.requests.map(({ path, headers }) => [path, headers["x-request-id"]]);
    expect(sent.sort()).toEqual([
      ["/oauth/token", "r-1"],
      ["/users/1", "r-1"],
      ["/users/1", "r-2"],
    ]);
  });

  it("keeps the callers of waiting calls and of loops apart", async () => {
    await using server = await startFaultServer((response, request) => {
      const query = new URL(request.path, "http://api.test").searchParams;
      const id = Number(query.get("page") ?? 1);
      const page = { content: id > 5 ? [] : [{ id }], total_pages: 5, last: id >= 5 };
      return json(query.has("page") ? page : { id })(response, request);
    });
    const incoming = new AsyncLocalStorage<string>();
    await using users = createUsersClient({
      baseUrl: server.url,
      concurrency: 2,
      headers: () => ({ "x-caller": incoming.getStore() }),
    });
    const call = (id: number) => incoming.run(`/users/${id}`, () => users.getUser(id));
    await Promise.all(Array.from({ length: 50 }, (_, index) => call(index + 1)));
    expect(server.requests).toHaveLength(50);
    for (const { path, headers } of server.requests) expect(headers["x-caller"]).toBe(path);

    const loop = async (size: number) => {
      const rows = users.all.getUsers({ size }, { pagesInFlight: 4 });
      for await (const { id } of rows) expect(id).toBeDefined();
    };
    await Promise.all([1, 2].map((size) => incoming.run(`size=${size}`, () => loop(size))));
    const ofLoops = server.requests.slice(50);
    expect(ofLoops.length).toBeGreaterThanOrEqual(10);
    for (const { path, headers } of ofLoops) expect(path).toContain(headers["x-caller"]);
  });

  it.each<[string, () => unknown, string]>([
    [
      "throws",
      () => {
        throw new RangeError("with a secret");
      },
      "headers",
    ],
    ["returns a promise", async () => ({ "x-a": "1" }), "headers"],
    ["returns nothing", () => undefined, "headers"],
    [
      "sets a header of the client's own",
      () => ({ authorization: "Bearer t" }),
      "headers.authorization",
    ],
  ])("that %s fails the call before anything is sent", async (_case, headers, field) => {
    await using server = await startFaultServer(user);
    await using users = createUsersClient({
      baseUrl: server.url,
      headers,
    } as UsersClientOptions);
    const { error } = await users.result.getUser(1);
    expect(error).toMatchObject({ _tag: "InvalidInput", attempts: 0, issues: [{ field }] });
    expect(error?.message).not.toContain("secret");
    expect(server.requests).toEqual([]);
  });
});

describe("the default User-Agent", () => {
  afterEach(() => void vi.unstubAllGlobals());

  const sent = async (headers?: Record<string, string>) => {
    await using server = await startFaultServer(user);
    await using users = createUsersClient({ baseUrl: server.url, headers });
    await users.getUser(1);
    return server.requests[0]?.headers["user-agent"];
  };

  it("names the package and the runtime", async () => {
    expect(await sent()).toBe(
      `knetik-users-core/source Node.js/${process.versions.node.split(".")[0]}`,
    );
  });

  it("is replaced by the client's headers", async () => {
    expect(await sent({ "User-Agent": "accounts/1.0" })).toBe("accounts/1.0");
  });

  it.each([
    ["a browser", { document: {}, navigator: { userAgent: "Mozilla/5.0" } }],
    ["a browser test in Node", { document: {} }],
    ["React Native", { navigator: { product: "ReactNative" } }],
    ["a platform without a navigator", { navigator: undefined }],
  ])("is not set in %s", async (_platform, globals) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    expect(await sent()).not.toContain("knetik");
  });
});
