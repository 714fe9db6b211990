import { Controller, Get, Headers, Put, UseGuards } from "@nestjs/common";
import { APP_GUARD } from "@nestjs/core";
import { ExecutionContextHost } from "@nestjs/core/helpers/execution-context-host.js";
import * as Effect from "effect/Effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { User } from "@knetik-users/core";
import {
  CurrentUser,
  InjectUsers,
  OptionalUser,
  Public,
  RequireUsersAdmin,
  UsersAuthGuard,
  usersAuthGuard,
  UsersModule,
  UsersService,
  type UsersModuleOptions,
} from "../src/index.ts";
import { fakeUsersService, UsersSandbox, UsersTestingModule } from "../src/testing.ts";
import { platforms, startApplication, type RunningApplication } from "./application.ts";

@Controller()
class Routes {
  @Get("me")
  me(@CurrentUser() user: User) {
    return { name: user.username };
  }
  @Get("maybe")
  @OptionalUser()
  maybe(@CurrentUser() user: User | undefined) {
    return { name: user?.username ?? "nobody" };
  }
  @Get("public")
  @Public()
  public(@CurrentUser() user: User | undefined) {
    return { name: user?.username ?? "nobody" };
  }
  @Get("admin")
  @RequireUsersAdmin()
  admin(@CurrentUser() user: User) {
    return { name: user.username };
  }
}

const ask = async (url: string, token?: string) => {
  const response = await fetch(url, {
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
  const body = (await response.json()) as { name?: string };
  return [response.status, body.name, response.headers.get("www-authenticate")] as const;
};

describe.each(platforms)("on %s", (platform) => {
  /** The routes, with an API. */
  let running: RunningApplication;
  beforeAll(async () => {
    running = await startApplication(platform, {
      imports: [UsersTestingModule.forRoot()],
      controllers: [Routes],
      providers: [{ provide: APP_GUARD, useClass: UsersAuthGuard }],
    });
  });
  afterAll(() => running[Symbol.asyncDispose]());

  it("shows the caller and the requirements of each route", async () => {
    const sandbox = running.app.get(UsersSandbox, { strict: false });
    const [jdoe, admin] = [await sandbox.signIn(), await sandbox.signIn("admin")];
    expect(await ask(`${running.url}/me`, jdoe)).toEqual([200, "jdoe", null]);
    expect(await ask(`${running.url}/me`, "made-up")).toEqual([401, undefined, "Bearer"]);
    expect(await ask(`${running.url}/me`)).toEqual([401, undefined, "Bearer"]);
    expect(await ask(`${running.url}/maybe`, jdoe)).toEqual([200, "jdoe", null]);
    expect(await ask(`${running.url}/maybe`)).toEqual([200, "nobody", null]);
    expect(await ask(`${running.url}/maybe`, "made-up")).toEqual([401, undefined, "Bearer"]);
    expect(await ask(`${running.url}/public`, "made-up")).toEqual([200, "nobody", null]);
    expect(await ask(`${running.url}/admin`, jdoe)).toEqual([403, undefined, null]);
    expect(await ask(`${running.url}/admin`, admin)).toEqual([200, "admin", null]);
    expect(await ask(`${running.url}/admin`)).toEqual([401, undefined, "Bearer"]);
  });

  const counting = (options: Partial<UsersModuleOptions> = {}, delay = 30) => {
    const asked: Array<string> = [];
    const module = UsersModule.forRoot({
      baseUrl: "http://localhost",
      fetch: async (_, { headers }) => {
        const token = headers["authorization"]?.replace("Bearer ", "") ?? "";
        asked.push(token);
        await new Promise((resolve) => setTimeout(resolve, delay));
        return token.startsWith("bad")
          ? Response.json({}, { status: 401 })
          : Response.json({ id: 1, username: token });
      },
      ...options,
    });
    return { asked, module };
  };

  it("calls the API once for concurrent requests, and does not cache failures", async () => {
    const { asked, module } = counting();
    await using running = await startApplication(platform, {
      imports: [module],
      controllers: [Routes],
      providers: [{ provide: APP_GUARD, useClass: UsersAuthGuard }],
    });
    const burst = (token: string) =>
      Promise.all(Array.from({ length: 20 }, () => ask(`${running.url}/me`, token)));
    for (const [status, name] of await burst("ada")) expect([status, name]).toEqual([200, "ada"]);
    expect(asked).toEqual(["ada"]);
    await ask(`${running.url}/me`, "ada");
    expect(asked).toEqual(["ada"]);
    await ask(`${running.url}/me`, "bad");
    await ask(`${running.url}/me`, "bad");
    expect(asked).toEqual(["ada", "bad", "bad"]);
  });

  it("does not fail other callers when the first one disconnects", async () => {
    const { asked, module } = counting({}, 200);
    await using running = await startApplication(platform, {
      imports: [module],
      controllers: [Routes],
      providers: [{ provide: APP_GUARD, useClass: UsersAuthGuard }],
    });
    const caller = new AbortController();
    const first = fetch(`${running.url}/me`, {
      signal: caller.signal,
      headers: { authorization: "Bearer ada" },
    });
    const firstEnds = expect(first).rejects.toThrow();
    await expect.poll(() => asked.length, { interval: 10 }).toBe(1);
    const second = ask(`${running.url}/me`, "ada");
    caller.abort();
    await firstEnds;
    expect((await second)[0]).toBe(200);
    expect(asked).toEqual(["ada"]);
  });

  it("loads each time without a cache", async () => {
    const { asked, module } = counting({ guard: { ttl: 0 } });
    await using running = await startApplication(platform, {
      imports: [module],
      controllers: [Routes],
      providers: [{ provide: APP_GUARD, useClass: UsersAuthGuard }],
    });
    await ask(`${running.url}/me`, "ada");
    await ask(`${running.url}/me`, "ada");
    expect(asked).toEqual(["ada", "ada"]);
  });

  it("sees a change through the same client immediately", async () => {
    @Controller("me")
    @UseGuards(UsersAuthGuard)
    class Me {
      readonly #users: UsersService;
      constructor(@InjectUsers() users: UsersService) {
        this.#users = users;
      }
      @Get()
      read(@CurrentUser() user: User) {
        return { name: user.displayName };
      }
      @Put()
      async change(@CurrentUser() user: User, @Headers("x-way") way: string) {
        const change = { displayName: way };
        if (way === "me") await this.#users.updateUser("me", change);
        else if (way === "id") await this.#users.asService().updateUser(user.id, change);
        else await Effect.runPromise(this.#users.asService().effect.updateUser(user.id, change));
      }
      @Get("tags")
      readTags(@CurrentUser() { tags, template }: User) {
        return { name: [...(tags ?? []), template ?? ""].join() };
      }
      @Put("tags")
      async addTag(@CurrentUser() { id }: User) {
        await this.#users.asService().addUserTag(id, "vip");
      }
      @Put("no-template")
      async deleteTemplate() {
        await this.#users.asService().deleteUserTemplate("player", { cascade: "detach" });
      }
      @Put("password")
      async changePassword(@CurrentUser() { id }: User) {
        await this.#users.asService().setPassword(id, "another-password");
      }
    }
    await using running = await startApplication(platform, {
      imports: [UsersTestingModule.forRoot({ forwardToken: true })],
      controllers: [Me],
    });
    const sandbox = running.app.get(UsersSandbox, { strict: false });
    const [phone, desk, admin] = [
      await sandbox.signIn(),
      await sandbox.signIn(),
      await sandbox.signIn("admin"),
    ];
    const put = (path: string, way: string) =>
      fetch(`${running.url}${path}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${phone}`, "x-way": way },
      });
    const [, before] = await ask(`${running.url}/me`, admin);
    for (const way of ["me", "id", "effect"]) {
      // The change shows on every device.
      for (const token of [phone, desk])
        expect((await ask(`${running.url}/me`, token))[0]).toBe(200);
      expect((await put("/me", way)).status).toBe(200);
      for (const token of [phone, desk])
        expect((await ask(`${running.url}/me`, token))[1]).toBe(way);
    }
    expect((await ask(`${running.url}/me`, admin))[1]).toBe(before);
    const tagsOn = async (token: string) => (await ask(`${running.url}/me/tags`, token))[1];
    for (const path of ["/me/tags", "/me/no-template"]) {
      const seen = [await tagsOn(phone), await tagsOn(desk)];
      expect((await put(path, "")).status).toBe(200);
      expect(await tagsOn(phone)).not.toBe(seen[0]);
      expect(await tagsOn(desk)).toBe(await tagsOn(phone));
    }
    expect(await tagsOn(phone)).toMatch(/vip,$/);
    expect((await put("/me/password", "")).status).toBe(200);
    for (const token of [phone, desk]) expect((await ask(`${running.url}/me`, token))[0]).toBe(401);
  });

  it("uses the nearest decorator", async () => {
    @Controller("shop")
    @Public()
    class Shop extends Routes {
      @Get("open")
      open() {
        return { name: "everybody" };
      }
    }
    @Controller("office")
    @RequireUsersAdmin()
    class Office extends Routes {
      @Get("inner")
      inner() {
        return { name: "admin" };
      }
      @Get("both")
      @RequireUsersAdmin()
      @Public()
      both() {
        return { name: "admin" };
      }
    }
    await using running = await startApplication(platform, {
      imports: [UsersTestingModule.forRoot()],
      controllers: [Shop, Office],
      providers: [{ provide: APP_GUARD, useClass: UsersAuthGuard }],
    });
    const sandbox = running.app.get(UsersSandbox, { strict: false });
    const jdoe = await sandbox.signIn();
    const status = async (path: string, token?: string) =>
      (await ask(`${running.url}${path}`, token))[0];
    expect(await status("/shop/open")).toBe(200);
    expect(await status("/shop/admin")).toBe(401);
    expect(await status("/shop/admin", jdoe)).toBe(403);
    expect(await status("/shop/maybe")).toBe(200);
    expect(await status("/office/inner")).toBe(401);
    expect(await status("/office/inner", jdoe)).toBe(403);
    expect(await status("/office/both")).toBe(401);
    expect(await status("/office/both", jdoe)).toBe(403);
    expect(await status("/office/public")).toBe(200);
    expect(await status("/office/maybe", jdoe)).toBe(200);
  });

  it("loads the user once per client", async () => {
    const client = (name: string | undefined) =>
      UsersModule.forRoot({
        ...(name !== undefined && { name }),
        baseUrl: "http://localhost",
        fetch: (_, { headers }) =>
          Promise.resolve(
            headers["authorization"] === `Bearer ${name ?? "main"}`
              ? Response.json({ id: 1, username: name ?? "main" })
              : Response.json({}, { status: 401 }),
          ),
      });
    @Controller("europe")
    @UseGuards(usersAuthGuard("europe"))
    class Europe extends Routes {}
    await using running = await startApplication(platform, {
      imports: [client(undefined), client("europe")],
      controllers: [Europe],
      providers: [{ provide: APP_GUARD, useClass: UsersAuthGuard }],
    });
    expect((await ask(`${running.url}/europe/me`, "main"))[0]).toBe(401);
    expect((await ask(`${running.url}/europe/me`, "europe"))[0]).toBe(401);
  });

  it("rejects a token without a user", async () => {
    const { accessToken } = await running.app.get(UsersService).getOAuthToken({
      grantType: "client_credentials",
      clientId: "server",
      clientSecret: "sandbox-secret",
    });
    expect(await ask(`${running.url}/me`, accessToken)).toEqual([401, undefined, "Bearer"]);
  });

  it("responds itself if no filter does", async () => {
    const { module } = counting({ filter: false });
    await using running = await startApplication(platform, {
      imports: [module],
      controllers: [Routes],
      providers: [{ provide: APP_GUARD, useClass: UsersAuthGuard }],
    });
    expect(await ask(`${running.url}/me`, "bad")).toEqual([401, undefined, "Bearer"]);
  });

  it("works with a fake service and without the module", async () => {
    const users = fakeUsersService({
      getUser: async () => Promise.resolve({ id: 1, username: "fake" }),
    });
    await using running = await startApplication(platform, {
      controllers: [Routes],
      providers: [
        { provide: UsersService, useValue: users },
        { provide: APP_GUARD, useClass: UsersAuthGuard },
      ],
    });
    expect(await ask(`${running.url}/me`, "x")).toEqual([200, "fake", null]);
    expect(await ask(`${running.url}/me`)).toEqual([401, undefined, "Bearer"]);
  });

  it("uses a named client in the guard", async () => {
    const EuropeGuard = usersAuthGuard("europe");
    @Controller("europe")
    @UseGuards(EuropeGuard)
    class Europe extends Routes {}
    const named = UsersModule.forRoot({
      name: "europe",
      baseUrl: "http://localhost",
      fetch: () => Promise.resolve(Response.json({ id: 1, username: "european" })),
    });
    await using running = await startApplication(platform, {
      imports: [named],
      controllers: [Europe],
    });
    expect(await ask(`${running.url}/europe/me`, "x")).toEqual([200, "european", null]);
  });
});

it("rejects callers over other transports and says why", async () => {
  const guard = new UsersAuthGuard(fakeUsersService());
  const message = new ExecutionContextHost(
    [{ headers: { authorization: "Bearer x" } }, {}],
    Routes,
    Routes.prototype.me,
  );
  message.setType("rpc");
  await expect(guard.canActivate(message)).rejects.toThrow("[KUN1005]");
  // A handler of a queue that has the type of Nest's default.
  const queued = new ExecutionContextHost([{ id: 1 }], Routes, Routes.prototype.me);
  await expect(guard.canActivate(queued)).rejects.toThrow("[KUN1005]");
});
