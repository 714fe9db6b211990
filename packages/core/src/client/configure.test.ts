import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { baseUrl, inProcess, json, wireUser } from "../../test/support/inProcess.ts";
import type { Credentials } from "../auth/credentials.ts";
import { ConfigurationError } from "../errors/configurationError.ts";
import { configure } from "./configure.ts";
import { createUsersClient } from "./createUsersClient.ts";
import type { UsersClientOptions } from "./clientOptions.ts";
import { Users } from "./users.ts";

const problemsOf = (options: unknown): ConfigurationError["problems"] => {
  try {
    configure(options as UsersClientOptions);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
};
const codesOf = (options: unknown) =>
  problemsOf(options).map(({ code, option }) => `${code} ${option}`);
const withAuth = (auth: unknown) => codesOf({ baseUrl, auth });

describe("baseUrl", () => {
  it.each([
    [undefined, "KU1001"],
    [null, "KU1001"],
    ["", "KU1001"],
    ["api.test", "KU1001"],
    ["/users", "KU1001"],
    [42, "KU1001"],
    ["ftp://api.test", "KU1002"],
    ["file:///etc", "KU1002"],
    ["javascript:alert(1)", "KU1002"],
    ["https://me:secret@api.test", "KU1003"],
    ["https://me@api.test", "KU1003"],
    ["https://api.test?key=1", "KU1003"],
    ["https://api.test#top", "KU1003"],
    ["https://api.test?", "KU1003"],
    ["https://api.test/v1#", "KU1003"],
    ["http://api.test", "KU1004"],
    ["http://10.0.0.1:8080", "KU1004"],
    ["http://192.168.0.1", "KU1004"],
    ["http://0.0.0.0", "KU1004"],
    ["http://[::2]", "KU1004"],
    ["http://[fe80::1]", "KU1004"],
    ["http://localhost.evil.com", "KU1004"],
    ["http://localhost.evil.com/localhost", "KU1004"],
    ["http://evillocalhost", "KU1004"],
    ["http://127.0.0.1.evil.com", "KU1004"],
    ["http://127.evil.com", "KU1004"],
    ["http://128.0.0.1", "KU1004"],
  ])("rejects %j with %s", (value, code) => {
    expect(codesOf({ baseUrl: value })).toEqual([`${code} baseUrl`]);
    expect(codesOf({ baseUrl, tokenUrl: value })).toEqual(
      value === undefined ? [] : [`${code} tokenUrl`],
    );
  });

  it.each([
    "https://api.test",
    "http://localhost",
    "http://LOCALHOST:8080",
    "http://api.localhost:3000",
    "http://127.0.0.1",
    "http://127.1.2.3:80",
    "http://127.1",
    "http://[::1]:8080",
    "http://[0:0:0:0:0:0:0:1]",
    new URL("https://api.test/v1"),
  ])("%s is allowed", (value) => {
    expect(codesOf({ baseUrl: value })).toEqual([]);
  });

  it("may be http where that is allowed explicitly, and only then", () => {
    const options = { baseUrl: "http://api.internal" };
    expect(codesOf({ ...options, allowInsecureHttp: true })).toEqual([]);
    for (const allowInsecureHttp of [false, undefined, "yes", 1]) {
      expect(codesOf({ ...options, allowInsecureHttp })).toEqual(["KU1004 baseUrl"]);
    }
    expect(codesOf({ baseUrl: "ftp://api.internal", allowInsecureHttp: true })).toEqual([
      "KU1002 baseUrl",
    ]);
  });

  it.each([
    ["https://api.test", "https://api.test/users/7"],
    ["https://api.test/", "https://api.test/users/7"],
    ["https://api.test/v1", "https://api.test/v1/users/7"],
    ["https://api.test/v1/", "https://api.test/v1/users/7"],
    ["https://api.test/a/b///", "https://api.test/a/b/users/7"],
    [new URL("https://api.test:8443/v1/"), "https://api.test:8443/v1/users/7"],
  ])("%s makes %s", async (given, url) => {
    const api = inProcess(() => json(wireUser));
    await createUsersClient({ ...api.options, baseUrl: given }).getUser(7);
    expect(api.received[0]?.url.href).toBe(url);
  });
});

describe("tokenUrl", () => {
  it.each([
    [undefined, "https://api.test/v1/oauth/token"],
    ["https://login.test/token", "https://login.test/token"],
    // Some servers require the trailing slash.
    ["https://login.test/o/token/", "https://login.test/o/token/"],
  ])("%s is asked at %s", async (tokenUrl, asked) => {
    const api = inProcess(({ method }) =>
      json(method === "POST" ? { access_token: "t" } : wireUser),
    );
    const users = createUsersClient({
      ...api.options,
      baseUrl: "https://api.test/v1",
      tokenUrl,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "s3cret" },
    });
    await users.getUser(7);
    expect(api.received.map(({ url }) => url.href)).toEqual([asked, "https://api.test/v1/users/7"]);
  });
});

describe("numbers", () => {
  it.each([
    [{ timeout: { attempt: 0 } }, "timeout.attempt"],
    [{ timeout: { attempt: -1 } }, "timeout.attempt"],
    [{ timeout: { call: Number.NaN } }, "timeout.call"],
    [{ timeout: { call: Number.POSITIVE_INFINITY } }, "timeout.call"],
    [{ timeout: { call: 2 ** 31 } }, "timeout.call"],
    [{ timeout: { call: "5000" } }, "timeout.call"],
    [{ retry: { retries: -1 } }, "retry.retries"],
    [{ retry: { baseDelay: Number.NaN } }, "retry.baseDelay"],
    [{ retry: { maxDelay: -5 } }, "retry.maxDelay"],
    [{ retry: { maxRetryAfter: "soon" } }, "retry.maxRetryAfter"],
    [{ retry: { budget: Number.NaN } }, "retry.budget"],
    [{ retry: { budgetPerCall: -0.1 } }, "retry.budgetPerCall"],
    [{ concurrency: 0 }, "concurrency"],
    [{ concurrency: Number.NaN }, "concurrency"],
    [{ concurrency: Number.POSITIVE_INFINITY }, "concurrency"],
    [{ concurrency: "10" }, "concurrency"],
    [{ maxResponseBytes: 0 }, "maxResponseBytes"],
    [{ maxResponseBytes: Number.NaN }, "maxResponseBytes"],
  ])("rejects %j with KU1005", (options, option) => {
    expect(codesOf({ baseUrl, ...options })).toEqual([`KU1005 ${option}`]);
  });

  it("may be zero where allowed, and have the documented defaults", () => {
    const zero = { retries: 0, baseDelay: 0, maxDelay: 0, maxRetryAfter: 0, budget: 0 };
    const configured = configure({ baseUrl, retry: { ...zero, budgetPerCall: 0 } });
    expect(configured.retry).toEqual({ ...zero, budgetPerCall: 0 });
    expect(configure({ baseUrl, timeout: { attempt: undefined } })).toMatchObject({
      timeout: { attempt: 10_000, call: 60_000 },
      retry: {
        retries: 3,
        baseDelay: 200,
        maxDelay: 8_000,
        maxRetryAfter: 30_000,
        budget: 1_000,
        budgetPerCall: 0.2,
      },
      concurrency: 256,
      maxResponseBytes: 16 * 1024 * 1024,
    });
  });
});

describe("auth", () => {
  it.each<[unknown, ReadonlyArray<string>]>([
    [{ grant: "client_credentials" }, ["KU1006 auth.clientId", "KU1006 auth.clientSecret"]],
    [
      { grant: "client_credentials", clientId: "server", clientSecret: "" },
      ["KU1006 auth.clientSecret"],
    ],
    [
      { grant: "password", username: "" },
      ["KU1006 auth.clientId", "KU1006 auth.username", "KU1006 auth.password"],
    ],
    [{ grant: "refresh_token", clientId: "web" }, ["KU1006 auth.refreshToken"]],
    [{ token: "" }, ["KU1006 auth.token"]],
    [{ token: undefined }, ["KU1006 auth.token"]],
    [{ token: 42 }, ["KU1006 auth.token"]],
    [{ grant: "implicit", clientId: "web" }, ["KU1007 auth.grant"]],
    [{}, ["KU1007 auth.grant"]],
  ])("%j is refused", (auth, codes) => {
    expect(withAuth(auth)).toEqual(codes);
  });

  it.each<[Credentials]>([
    [{ grant: "client_credentials", clientId: "server", clientSecret: "s" }],
    [{ grant: "password", clientId: "web", username: "u", password: "p" }],
    [{ grant: "refresh_token", clientId: "web", refreshToken: "r" }],
    [{ token: "t" }],
    [{ token: () => "t" }],
  ])("%j is allowed", (auth) => {
    expect(withAuth(auth)).toEqual([]);
  });
});

describe("headers", () => {
  it.each([
    [{ "": "x" }, "headers."],
    [{ "a b": "x" }, "headers.a?b"],
    [{ "x-a": "line\nbreak" }, "headers.x-a"],
    [{ "x-a": "☃" }, "headers.x-a"],
  ])("rejects %j with KU1008", (headers, option) => {
    expect(codesOf({ baseUrl, headers })).toEqual([`KU1008 ${option}`]);
  });

  it("are sent with every request", async () => {
    const api = inProcess(() => json(wireUser));
    await createUsersClient({ ...api.options, headers: { "X-Tenant": "blue" } }).getUser(7);
    expect(api.received[0]?.headers.get("x-tenant")).toBe("blue");
  });
});

describe("ConfigurationError", () => {
  const everything = {
    baseUrl: "http://api.test",
    tokenUrl: "nowhere",
    auth: { grant: "password", clientId: "web", password: "pa55word" },
    headers: { "x-a": "s3cret\n1" },
    timeout: { attempt: 0 },
    retry: { retries: -1, budget: -1 },
    maxResponseBytes: 0,
  };

  it("lists every problem at once, each with code, option, why and fix", () => {
    const problems = problemsOf(everything);
    expect(problems.map(({ code, option }) => `${code} ${option}`).sort()).toEqual([
      "KU1001 tokenUrl",
      "KU1004 baseUrl",
      "KU1005 maxResponseBytes",
      "KU1005 retry.budget",
      "KU1005 retry.retries",
      "KU1005 timeout.attempt",
      "KU1006 auth.username",
      "KU1008 headers.x-a",
    ]);
    const { message } = new ConfigurationError(problems);
    for (const { code, option, why, fix } of problems) {
      expect(message).toContain(`[${code}] ${option}: ${why} ${fix}`);
      expect(why.length * fix.length).toBeGreaterThan(0);
    }
    expect(message).not.toContain("s3cret");
    expect(message).not.toContain("pa55word");
  });

  it("is thrown by createUsersClient, and fails the layer of the service", async () => {
    const options = everything as unknown as UsersClientOptions;
    expect(() => createUsersClient(options)).toThrow(ConfigurationError);
    const failure = await Effect.runPromise(
      Users.pipe(Effect.provide(Users.layer(options)), Effect.flip),
    );
    expect(failure).toMatchObject({ _tag: "ConfigurationError" });
    expect(failure.problems).toHaveLength(8);
  });
});

describe("options that only a compiler would reject", () => {
  it.each<[unknown, string]>([
    [{ retries: 0 }, "KU1010 retries"],
    [{ timeout: 5000 }, "KU1010 timeout"],
    [{ timeout: { total: 5 } }, "KU1010 timeout.total"],
    [{ retry: 0 }, "KU1010 retry"],
    [{ retry: { limit: 2 } }, "KU1010 retry.limit"],
    [{ tokenStore: {} }, "KU1011 tokenStore"],
    [{ fetch: "x" }, "KU1011 fetch"],
    [{ onEvent: {} }, "KU1011 onEvent"],
    [{ auth: null }, "KU1007 auth"],
    [{ auth: "token" }, "KU1007 auth"],
  ])("%j is %s", (options, problem) => {
    expect(codesOf({ baseUrl, ...(options as object) })).toEqual([problem]);
  });

  it.each([undefined, null, "https://api.test"])("%j for all of them", (options) => {
    expect(() => configure(options as unknown as UsersClientOptions)).toThrow(ConfigurationError);
  });
});

describe("headers", () => {
  it.each(["Authorization", "content-type", "ACCEPT", "TraceParent"])(
    "rejects %s, which the client sets itself",
    (name) => {
      expect(codesOf({ baseUrl, headers: { [name]: "x" } })).toEqual([
        `KU1009 headers.${name.toLowerCase()}`,
      ]);
    },
  );

  it.each([{ "X-Api-Key": "k" }, new Headers({ "X-Api-Key": "k" })])(
    "accepts an object and a Headers",
    async (headers) => {
      const api = inProcess(() => json(wireUser));
      await createUsersClient({ ...api.options, headers }).getUser(1);
      expect(api.received[0]?.headers.get("x-api-key")).toBe("k");
    },
  );

  it("does not reveal a value that the API echoes", async () => {
    const api = inProcess(() => json({ result: [{ message: "bad key SECRETKEY123" }] }, 400));
    const users = createUsersClient({ ...api.options, headers: { "x-api-key": "SECRETKEY123" } });
    const { error } = await users.result.getUser(1);
    expect(error?.message).toContain("bad key <redacted>");
  });
});

describe("onEvent", () => {
  it("may reject without an unhandled rejection", async () => {
    const api = inProcess(() => json(wireUser));
    // An async listener, as one may be written in JavaScript or where the compiler accepts a
    // promise as void.
    const onEvent: unknown = async () => Promise.reject(new Error("the log is full"));
    const users = createUsersClient({ ...api.options, onEvent: onEvent as () => void });
    expect((await users.getUser(1)).id).toBe(7);
    // An unhandled rejection would fail the run here.
    await new Promise((resolve) => setImmediate(resolve));
  });
});
