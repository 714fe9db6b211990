import { createServer as listen } from "node:http";
import type { AddressInfo } from "node:net";
import {
  ConflictException,
  Controller,
  Get,
  HttpException,
  Post,
  Query,
  UseFilters,
  type LoggerService,
} from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { ExecutionContextHost } from "@nestjs/core/helpers/execution-context-host.js";
import { Test } from "@nestjs/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fetch, isUsersError, UserNotFound } from "@knetik-users/core";
import {
  InjectUsers,
  UsersExceptionFilter,
  usersHttpException,
  UsersModule,
  UsersService,
} from "../src/index.ts";
import type { UsersModuleOptions } from "../src/index.ts";
import { originOf } from "../src/filters/error-origin.ts";
import { platforms, silent, startApplication, type RunningApplication } from "./application.ts";

const secret = "s3cret-of-the-service";

/** An API that responds as the user name (or the tag) asks: `404`, `429-2`, `hang`. */
const scripted = async (url: string): Promise<Response> => {
  const [, what = "200"] = /\/users\/([^/?]+)/.exec(decodeURIComponent(url)) ?? [];
  const status = [200, 400, 401, 403, 404, 409, 418, 429, 500, 503][Number(what)] ?? 200;
  if (what === "10") throw new TypeError("fetch failed");
  if (status === 200) return Response.json({ id: 1 });
  return Response.json(
    {
      code: 7,
      request_id: "upstream-id",
      result: [{ message: "upstream words", field: "id" }],
    },
    { status, headers: status === 429 || status === 503 ? { "retry-after": "2" } : {} },
  );
};

@Controller()
class Routes {
  readonly users: UsersService;
  constructor(@InjectUsers() users: UsersService) {
    this.users = users;
  }
  @Get("user")
  user(@Query("id") id: string, @Query("as") token?: string) {
    const users = token === undefined ? this.users : this.users.as(token);
    return users.getUser(Number(id));
  }
  @Get("tags")
  tags(@Query("as") token?: string) {
    return (token === undefined ? this.users : this.users.as(token)).getUserTags(1);
  }
  @Get("all")
  async all() {
    const rows = [];
    for await (const row of this.users.as("caller").all.getUsers()) rows.push(row);
    return rows;
  }
  @Post("register")
  register() {
    return this.users.registerUser({ username: "", email: "x", password: "hunter2-hunter2" });
  }
  @Get("sign-in")
  signIn() {
    return this.users.getOAuthToken({
      grantType: "password",
      clientId: "web",
      username: "ada",
      password: "hunter2-hunter2",
    });
  }
  @Get("late")
  late() {
    return this.users.getUser(1, { timeout: { call: 5 }, token: null });
  }
}

const imports = (options: Partial<UsersModuleOptions> = {}) => [
  UsersModule.forRoot({
    baseUrl: "http://localhost",
    auth: { token: secret },
    fetch: scripted,
    retry: { retries: 0 },
    ...options,
  }),
];

describe.each(platforms)("on %s", (platform) => {
  let shared: RunningApplication;
  beforeAll(async () => {
    shared = await startApplication(platform, { imports: imports(), controllers: [Routes] });
  });
  afterAll(() => shared[Symbol.asyncDispose]());

  it.each([
    ["/user?id=1", 400, "BadRequest"],
    ["/user?id=2", 502, "Unauthorized"],
    ["/user?id=2&as=t", 401, "Unauthorized"],
    ["/user?id=3", 502, "Forbidden"],
    ["/user?id=3&as=t", 403, "Forbidden"],
    ["/user?id=4", 404, "UserNotFound"],
    ["/user?id=6", 502, "UnexpectedResponse"],
    ["/user?id=7", 429, "RateLimited"],
    ["/user?id=8", 502, "ServerError"],
    ["/user?id=9", 503, "ServerError"],
    ["/user?id=10", 503, "ConnectionFailed"],
    ["/tags?as=", 401, "TokenFailure"],
  ])("answers %s with %i", async (path, status, code) => {
    const response = await fetch(shared.url + path);
    const text = await response.text();
    expect([response.status, (JSON.parse(text) as { code: string }).code]).toEqual([status, code]);
    expect(text).not.toContain(secret);
    expect(text).not.toContain("upstream-id");
    if (status !== 400) expect(text).not.toContain("upstream words");
    expect(response.headers.get("retry-after")).toBe(
      status === 429 || (status === 503 && code === "ServerError") ? "2" : null,
    );
    expect(response.headers.get("www-authenticate")).toBe(status === 401 ? "Bearer" : null);
  });

  it("names the fields, and never their values", async () => {
    const response = await fetch(`${shared.url}/register`, { method: "POST" });
    expect(response.status).toBe(400);
    const body = (await response.json()) as { fields: Array<{ field: string }> };
    expect(body).toMatchObject({ statusCode: 400, error: "Bad Request", code: "InvalidInput" });
    expect(body.fields.map(({ field }) => field)).toEqual(["username", "email"]);
    expect(JSON.stringify(body)).not.toContain("hunter2");
  });

  it("distinguishes a wrong password from rejected service credentials", async () => {
    const oauth = (error: string) => () =>
      Promise.resolve(Response.json({ error }, { status: 401 }));
    const own = {
      auth: { grant: "client_credentials", clientId: "c", clientSecret: secret },
    } as const;
    for (const [path, options, status] of [
      ["/sign-in", { fetch: oauth("invalid_grant") }, 401],
      ["/sign-in", { fetch: oauth("invalid_client") }, 502],
      ["/user?id=99", { ...own, fetch: oauth("invalid_client") }, 502],
      ["/user?id=99", { ...own, fetch: () => Promise.reject(new TypeError("fetch failed")) }, 503],
      ["/tags", { auth: undefined }, 500],
      ["/all", { fetch: () => Promise.resolve(Response.json({}, { status: 401 })) }, 401],
    ] as const) {
      await using running = await startApplication(platform, {
        imports: imports(options),
        controllers: [Routes],
      });
      const response = await fetch(running.url + path);
      expect([path, response.status]).toEqual([path, status]);
    }
  });

  it("responds 504 on a timeout", async () => {
    const never: Fetch = (_, { signal }) =>
      new Promise<Response>((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(new DOMException("stopped", "AbortError"));
        });
      });
    await using running = await startApplication(platform, {
      imports: imports({ fetch: never }),
      controllers: [Routes],
    });
    expect((await fetch(`${running.url}/late`)).status).toBe(504);
  });

  it("uses custom responses by tag", async () => {
    await using running = await startApplication(platform, {
      imports: imports({
        filter: {
          UserNotFound: ({ operation }) => new ConflictException(`gone: ${operation}`),
          RateLimited: () => ({ slow: "down" }),
          ServerError: () => undefined,
        },
      }),
      controllers: [Routes],
    });
    const notFound = await fetch(`${running.url}/user?id=4`);
    expect([notFound.status, await notFound.json()]).toMatchObject([
      409,
      { message: "gone: getUser" },
    ]);
    const limited = await fetch(`${running.url}/user?id=7`);
    expect([limited.status, limited.headers.get("retry-after"), await limited.json()]).toEqual([
      429,
      "2",
      { slow: "down" },
    ]);
    expect((await fetch(`${running.url}/user?id=8`)).status).toBe(502);
  });

  it("is off with filter: false, until it is applied", async () => {
    @Controller("filtered")
    @UseFilters(UsersExceptionFilter)
    class Filtered extends Routes {}
    await using running = await startApplication(platform, {
      imports: imports({ filter: false }),
      controllers: [Routes, Filtered],
    });
    expect((await fetch(`${running.url}/user?id=4`)).status).toBe(500);
    expect((await fetch(`${running.url}/filtered/user?id=4`)).status).toBe(404);
  });

  it("passes other errors on, and logs upstream errors without secrets", async () => {
    const lines: Array<ReadonlyArray<unknown>> = [];
    const logger: LoggerService = {
      ...silent,
      error: (...line: ReadonlyArray<unknown>) => lines.push(line),
      warn: (...line: ReadonlyArray<unknown>) => lines.push(line),
    };
    await using running = await startApplication(
      platform,
      { imports: imports(), controllers: [Routes] },
      logger,
    );
    expect((await fetch(`${running.url}/nowhere`)).status).toBe(404);
    await fetch(`${running.url}/user?id=8`);
    expect(lines).toContainEqual([
      {
        msg: expect.stringContaining("getUser: The API failed with status 500.") as string,
        error: "ServerError",
        operation: "getUser",
        responseStatus: 502,
        status: 500,
        attempts: 1,
        requestId: "upstream-id",
      },
      undefined,
      "UsersExceptionFilter",
    ]);
    expect(JSON.stringify(lines)).not.toContain(secret);
  });
});

describe("the caller's end", () => {
  // Keyed by user, because each test uses a different one.
  const asked = new Set<string>();
  const stopped = new Set<string>();
  const api = listen(({ url = "", socket }) => {
    const user = url.replace("/users/", "");
    asked.add(user);
    socket.once("close", () => stopped.add(user));
  });
  let user = 100;
  beforeAll(() => new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve)));
  afterAll(() => {
    api.closeAllConnections();
    api.close();
  });
  const until = async (holds: () => boolean) => {
    await expect.poll(holds).toBe(true);
  };
  const toApi = () => ({
    fetch: undefined,
    auth: undefined,
    baseUrl: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
  });

  describe.each(platforms)("on %s", (platform) => {
    it.each([true, "reads", false] as const)("cancels reads: %s", async (cancelOnDisconnect) => {
      const id = String((user += 1));
      await using running = await startApplication(platform, {
        imports: imports({ ...toApi(), cancelOnDisconnect, shutdownTimeout: 50 }),
        controllers: [Routes],
      });
      const caller = new AbortController();
      const call = fetch(`${running.url}/user?id=${id}`, { signal: caller.signal });
      await until(() => asked.has(id));
      caller.abort();
      await expect(call).rejects.toThrow();
      if (cancelOnDisconnect) await until(() => stopped.has(id));
      else {
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(stopped).not.toContain(id);
      }
    });

    it("answers calls that outlive the shutdown's time limit with 503", async () => {
      const id = String((user += 1));
      const running = await startApplication(platform, {
        imports: imports({ ...toApi(), shutdownTimeout: 100 }),
        controllers: [Routes],
      });
      const call = fetch(`${running.url}/user?id=${id}`, { headers: { connection: "close" } });
      await until(() => asked.has(id));
      const closed = running.app.close();
      expect((await call).status).toBe(503);
      await closed;
    });
  });
});

describe.each(platforms)("shutdown on %s", (platform) => {
  it("lets a request in progress make all of its calls", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let calls = 0;
    @Controller()
    class TwoCalls {
      readonly users: UsersService;
      constructor(@InjectUsers() users: UsersService) {
        this.users = users;
      }
      @Get()
      async get() {
        const first = await this.users.getUser(1);
        const second = await this.users.getUser(2);
        return [first.id, second.id];
      }
    }
    const running = await startApplication(platform, {
      imports: imports({
        fetch: async () => {
          calls += 1;
          if (calls === 1) await held;
          return Response.json({ id: calls });
        },
      }),
      controllers: [TwoCalls],
    });
    const call = fetch(running.url, { headers: { connection: "close" } });
    await expect.poll(() => calls).toBe(1);
    const closed = running.app.close();
    setTimeout(release, 50);
    expect(await (await call).json()).toEqual([1, 2]);
    await closed;
  });
});

describe("a call that was cancelled", () => {
  const cancelled = async (options: Partial<UsersModuleOptions>) => {
    const compiled = await Test.createTestingModule({
      imports: [UsersModule.forRoot({ baseUrl: "http://localhost", ...options })],
    }).compile();
    const users = compiled.get(UsersService);
    const error: unknown = await users
      .getUser(1, { signal: AbortSignal.abort() })
      .catch((failure: unknown) => failure);
    const { error: value } = await users.result.getUser(1, { signal: AbortSignal.abort() });
    return [error, value].filter(isUsersError);
  };

  it("responds according to the options", async () => {
    const errors = await cancelled({ filter: { Aborted: () => new HttpException("gone", 418) } });
    expect(errors.map((error) => usersHttpException(error).getStatus())).toEqual([418, 418]);
  });

  it("is left alone if the filter is off", async () => {
    for (const error of await cancelled({ filter: false })) {
      expect(originOf(error)?.filter).toBe(false);
    }
  });
});

describe("outside of HTTP", () => {
  const error = new UserNotFound({
    operation: "getUser",
    message: "no",
    issues: [],
    retryable: false,
    attempts: 1,
    status: 404,
  });
  const caught = (type: string) => {
    const host = new ExecutionContextHost([{ message: "of a queue" }]);
    host.setType(type);
    return new UsersExceptionFilter(new HttpAdapterHost()).catch(error, host);
  };

  it("is an exception that other libraries recognize", async () => {
    // RabbitMQ's handlers have the type of Nest's default.
    for (const type of ["necord", "rmq", "http"]) {
      await expect(caught(type)).rejects.toBeInstanceOf(HttpException);
    }
  });
});
