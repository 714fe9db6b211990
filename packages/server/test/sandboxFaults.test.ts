import { createUsersClient, type UsersClientOptions } from "@knetik-users/core";
import { contract } from "@knetik-users/core/effect";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createServer, type UsersServer } from "../src/index.ts";
import {
  type SandboxControls,
  sandboxControls,
  type SandboxFault,
  sandboxFaultHeader,
} from "../src/sandbox/client/sandboxClient.ts";

interface OpenTransport {
  readonly options: Pick<UsersClientOptions, "baseUrl" | "fetch">;
  readonly controls: SandboxControls;
}

const transports: ReadonlyArray<
  readonly [string, (server: UsersServer) => Promise<OpenTransport>]
> = [
  [
    "in process",
    async (server) => ({
      options: { baseUrl: "http://localhost", fetch: server.fetch },
      controls: sandboxControls(server),
    }),
  ],
  [
    "over a socket",
    async (server) => {
      const { url } = await server.listen({ port: 0 });
      return { options: { baseUrl: url }, controls: sandboxControls(`${url}/`) };
    },
  ],
];

const auth = {
  grant: "client_credentials",
  clientId: "server",
  clientSecret: "sandbox-secret",
} as const;

describe.each(transports)("%s", (_, open) => {
  let server: UsersServer;
  let transport: OpenTransport;
  let sandbox: SandboxControls;
  beforeAll(async () => {
    server = await createServer({
      sandbox: { users: 5, seed: 1 },
      passwords: { memory: 8, passes: 1 },
    });
    transport = await open(server);
    sandbox = transport.controls;
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => server.close());

  const client = (options: Partial<UsersClientOptions> = {}) =>
    createUsersClient({ ...transport.options, retry: { retries: 0 }, ...options });

  const typed: ReadonlyArray<readonly [string, SandboxFault, string, object]> = [
    ["429", { status: 429, retryAfter: 7 }, "RateLimited", { status: 429, retryAfter: 7_000 }],
    ["503", { status: 503 }, "ServerError", { status: 503, code: 503 }],
    ["503 and when", { status: 503, retryAfter: 2 }, "ServerError", { retryAfter: 2_000 }],
    ["400", { status: 400 }, "BadRequest", { code: 400 }],
    ["404", { status: 404 }, "UserNotFound", { status: 404 }],
    ["418", { status: 418 }, "UnexpectedResponse", { reason: "status", status: 418 }],
    ["a page", { notJson: true }, "UnexpectedResponse", { reason: "not-json", status: 200 }],
    ["a gateway's page", { status: 502, notJson: true }, "ServerError", { status: 502 }],
    ["a reset before", { reset: "before" }, "ConnectionFailed", { reason: "reset" }],
    ["a reset after", { reset: "after" }, "ConnectionFailed", { reason: "reset" }],
    ["half a body", { truncate: true }, "ConnectionFailed", { reason: "reset" }],
    ["half an error", { status: 500, truncate: true }, "ConnectionFailed", { reason: "reset" }],
    ["latency", { latency: 30_000 }, "TimedOut", { limit: "attempt", after: 1_000 }],
    ["latency, then 503", { latency: 1, status: 503 }, "ServerError", { status: 503 }],
  ];

  it.each(typed)(
    "a client sees %s as its typed error, once, by a rule or the header",
    async (...[, fault, tag, fields]) => {
      await using users = client();
      const limit = tag === "TimedOut" ? { timeout: { attempt: 1_000 } } : {};
      // With a connection that is open, every call reaches the server.
      await users.getUser(1);
      await sandbox.clearRequests();
      await sandbox.faults.next("getUser", fault);
      const byRule = await users.result.getUser(1, limit);
      expect(byRule.error).toMatchObject({ _tag: tag, ...fields });
      expect((await users.result.getUser(1)).ok).toBe(true);
      expect(await sandbox.faults.list()).toEqual([]);

      await using faulty = client({ headers: sandboxFaultHeader(fault) });
      const byHeader = await faulty.result.getUser(1, limit);
      expect(byHeader.error).toMatchObject({ _tag: tag, ...fields });
      const seen = await sandbox.requests({ operation: "getUser" });
      expect(seen.map((request) => request.fault)).toEqual([fault, null, fault]);
    },
  );

  it("a call that hits a fault succeeds by a retry", async () => {
    await using users = client({ retry: { retries: 2, baseDelay: 1 } });
    for (const fault of [
      { status: 503 },
      { reset: "before" },
      { reset: "after" },
      { truncate: true },
    ] satisfies ReadonlyArray<SandboxFault>) {
      await sandbox.clearRequests();
      await sandbox.faults.next("getUser", fault);
      expect((await users.getUser(2)).id).toBe(2);
      const seen = await sandbox.requests({ operation: "getUser" });
      expect(seen.map((request) => request.fault)).toEqual([fault, null]);
      expect(new Set(seen.map(({ requestId }) => requestId)).size).toBe(2);
    }
  });

  it("waits as long as Retry-After says, and no shorter", async () => {
    await using users = client({ retry: { retries: 1, baseDelay: 1 } });
    await sandbox.faults.next("registerUser", { status: 503, retryAfter: 1 });
    const start = performance.now();
    const user = { username: "waited", email: "waited@example.org", password: "long enough" };
    // The client would not retry this call for any other reason.
    expect((await users.registerUser(user)).username).toBe("waited");
    expect(performance.now() - start).toBeGreaterThan(990);
    expect(await sandbox.requests({ operation: "registerUser" })).toMatchObject([
      { status: 503, body: { username: "waited", password: "<redacted>" } },
      { status: 200 },
    ]);
  });

  it("a reset before the operation changes nothing; a reset after it or a truncated response does", async () => {
    await using users = client();
    const register = async (username: string, fault: SandboxFault) => {
      await sandbox.faults.next("registerUser", fault);
      const result = await users.result.registerUser({
        username,
        email: `${username}@example.org`,
        password: "long enough",
      });
      expect(result.error).toMatchObject({ _tag: "ConnectionFailed", reached: "unknown" });
      return (await users.getUsers({ filter: { search: username } })).totalElements;
    };
    expect(await register("before", { reset: "before" })).toBe(0);
    expect(await register("after", { reset: "after" })).toBe(1);
    expect(await register("halved", { truncate: true })).toBe(1);
    expect(await register("refused", { status: 503, truncate: true })).toBe(0);
  });

  it("breaks or replaces a response without a body too", async () => {
    await using users = client({ auth });
    await users.getUserTags(2);
    await sandbox.faults.next("addUserTag", { truncate: true });
    const cut = await users.result.addUserTag(2, "vip");
    expect(cut.error).toMatchObject({ _tag: "ConnectionFailed", reason: "reset" });
    await sandbox.faults.next("addUserTag", { notJson: true });
    await users.result.addUserTag(2, "beta");
    expect(await users.getUserTags(2)).toEqual(expect.arrayContaining(["beta", "vip"]));
  });

  it("responds with a page that no browser runs scripts of", async () => {
    await sandbox.faults.next("getUser", { notJson: true });
    const { baseUrl, fetch: call = fetch } = transport.options;
    const response = await (call as typeof fetch)(`${baseUrl}/users/1`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("the token endpoint can fail like all others", async () => {
    await sandbox.faults.next("getOAuthToken", { status: 503 });
    {
      await using users = client({ auth });
      const { error } = await users.result.getUserTags(1);
      expect(error).toMatchObject({ _tag: "TokenFailure", reason: "unavailable" });
    }
    await sandbox.faults.next("getOAuthToken", { reset: "before" });
    await using users = client({ auth, retry: { retries: 2, baseDelay: 1 } });
    await users.getUserTags(1).catch(() => undefined);
    const seen = await sandbox.requests({ operation: "getOAuthToken" });
    expect(seen.map(({ status }) => status)).toContain(null);
    expect(JSON.stringify(seen)).not.toContain("sandbox-secret");
  });

  it("applies to any single operation, or all, but never to the controls", async () => {
    await using users = client();
    for (const { name } of Object.values(contract))
      await sandbox.faults.next(name, { status: 500 });
    expect((await users.result.getUsers()).error).toMatchObject({ status: 500 });
    expect((await users.result.getUsers()).ok).toBe(true);
    expect(await sandbox.faults.list()).toHaveLength(Object.keys(contract).length - 1);
    await sandbox.faults.clear("getUser");
    expect((await users.result.getUser(1)).ok).toBe(true);
    await sandbox.faults.clear();
    await sandbox.faults.always("*", { reset: "before" });
    expect((await sandbox.clock.read()).frozen).toBe(false);
    expect((await users.result.getUser(1)).ok).toBe(false);
    expect((await users.result.startPasswordReset(1)).ok).toBe(false);
  });

  it("some calls fail with a probability, reproducibly after a reset", async () => {
    await using users = client();
    const run = async () => {
      await sandbox.reset();
      await sandbox.faults.sometimes("getUser", 0.4, { status: 500 });
      const outcomes: Array<boolean> = [];
      for (let count = 0; count < 30; count++) outcomes.push((await users.result.getUser(1)).ok);
      expect(await sandbox.faults.list()).toMatchObject([
        { calls: 30, hits: outcomes.filter((ok) => !ok).length, probability: 0.4, next: null },
      ]);
      return outcomes;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([true, false]));
    expect(await run()).toEqual(first);
  });

  it("tokens end by the clock, and the client gets others", async () => {
    await using users = client({ auth });
    await users.getUserTags(1);
    await sandbox.clock.advance(3_600);
    await sandbox.clearRequests();
    await users.getUserTags(1);
    const seen = await sandbox.requests();
    expect(seen.map(({ operation, status }) => [operation, status])).toEqual([
      ["getUserTags", 401],
      ["getOAuthToken", 200],
      ["getUserTags", 200],
    ]);
  });

  it("a reset secret from the inbox works once, and not after an hour", async () => {
    await using users = client();
    await users.submitPasswordReset({ email: "jdoe@sandbox.example" });
    const mail = await sandbox.mail.latest("JDOE@sandbox.example");
    expect(mail).toMatchObject({ userId: 2, secret: expect.stringMatching(/^[\w-]{43}$/) });
    const reset = { password: "a-new-password", secret: mail.secret ?? "" };
    await users.passwordReset(mail.userId, reset);
    expect((await users.result.passwordReset(2, reset)).error?._tag).toBe("BadRequest");
    const token = await users.getOAuthToken({
      grantType: "password",
      clientId: "web",
      username: "jdoe",
      password: "a-new-password",
    });
    expect(token.accessToken).toMatch(/\S/);
    await users.startPasswordReset(2);
    const { secret = "" } = await sandbox.mail.latest("jdoe@sandbox.example");
    await sandbox.clock.advance(3_600);
    const late = await users.result.passwordReset(2, { password: "another-password", secret });
    expect(late.error).toMatchObject({ _tag: "BadRequest", issues: [{ field: "secret" }] });
  });
});

describe("a header without a fault", () => {
  it("is rejected and nothing is executed", async () => {
    await using server = await createServer({ sandbox: { users: 3 } });
    const response = await server.fetch(
      new Request("http://test/users/1", { headers: { "x-sandbox-fault": "status=200" } }),
    );
    expect(response.status).toBe(400);
    const { result } = JSON.parse(await response.text()) as { result: Array<object> };
    expect(result).toMatchObject([
      { field: "x-sandbox-fault", message: expect.stringContaining("400 to 599") },
    ]);
  });
});

describe("a fault that waits", () => {
  it("does not keep a server from being closed, nor one whose caller is gone", async () => {
    const server = await createServer({ sandbox: { users: 3 } });
    const { url } = await server.listen({ port: 0 });
    const headers = { "x-sandbox-fault": "latency=600000" };
    const gone = new AbortController();
    const { signal } = gone;
    const waiting = [
      fetch(`${url}/users/1`, { headers, signal }),
      server.fetch(new Request(`${url}/users/1`, { headers, signal })),
    ];
    setTimeout(() => {
      gone.abort();
    }, 50);
    for (const call of waiting) await expect(call).rejects.toMatchObject({ name: "AbortError" });
    // Not after the fault's ten minutes.
    await server.close();
  });
});
