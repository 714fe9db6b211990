import "reflect-metadata";
import { Controller, Get, Headers, Module } from "@nestjs/common";
import { APP_GUARD } from "@nestjs/core";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { Test } from "@nestjs/testing";
import type { Server } from "node:http";
import type { User } from "@knetik-users/core";
import { describe, expect, it } from "vitest";
import {
  CurrentUser,
  InjectUsers,
  UsersAuthGuard,
  UsersModule,
  UsersService,
} from "../src/index.ts";
import { fakeUsersService, usersError, UsersSandbox } from "../src/testing.ts";
import { platforms, silent, type Platform } from "./application.ts";

@Controller()
class Routes {
  readonly users: UsersService;
  constructor(@InjectUsers() users: UsersService) {
    this.users = users;
  }
  @Get("me")
  me(@CurrentUser() user: User) {
    return { id: user.id };
  }
  @Get("own")
  own() {
    return this.users.getUser(1);
  }
  @Get("caller")
  caller(@Headers("authorization") authorization: string) {
    return this.users.as(authorization.replace("Bearer ", "")).getUser(1);
  }
}

/** An application as its team wrote it; tests do not change it. */
@Module({
  imports: [
    UsersModule.forRoot({
      isGlobal: true,
      baseUrl: "https://users.example",
      auth: { grant: "client_credentials", clientId: "live", clientSecret: "live-secret" },
    }),
  ],
  controllers: [Routes],
  providers: [{ provide: APP_GUARD, useClass: UsersAuthGuard }],
})
class AppModule {}

const start = async (
  platform: Platform,
  users: UsersService,
  providers: Array<UsersSandbox["provider"]> = [],
) => {
  const compiled = await Test.createTestingModule({ imports: [AppModule], providers })
    .overrideProvider(UsersService)
    .useValue(users)
    .setLogger(silent)
    .compile();
  const app =
    platform === "express"
      ? compiled.createNestApplication()
      : compiled.createNestApplication(new FastifyAdapter());
  await app.listen(0, "127.0.0.1");
  const url = await app.getUrl();
  const get = async (path: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/${path}`, { headers });
    return [response.status, (await response.json()) as { code?: string; id?: number }] as const;
  };
  const close = async () => {
    (app.getHttpServer() as Server).closeAllConnections();
    await app.close();
  };
  return { get, [Symbol.asyncDispose]: close };
};

describe.each(platforms)("an application under test on %s", (platform) => {
  it("answers the errors of a fake as those of the real service", async () => {
    const users = fakeUsersService({
      getUser: async (id) =>
        id === "me" ? Promise.resolve({ id: 7 }) : Promise.reject(usersError("Unauthorized")),
    });
    await using app = await start(platform, users);
    expect(await app.get("me", "t")).toEqual([200, { id: 7 }]);
    // The caller's token was rejected, or the service's own.
    expect(await app.get("caller", "t")).toMatchObject([401, { code: "Unauthorized" }]);
    expect(await app.get("own", "t")).toMatchObject([502, { code: "Unauthorized" }]);
  });

  it("calls the API in this process if its service is replaced", async () => {
    const sandbox = await UsersSandbox.start();
    const users = new UsersService(sandbox.clientOptions);
    await using app = await start(platform, users, [sandbox.provider]);
    const token = await sandbox.signIn("jdoe");
    const [status, { id }] = await app.get("me", token);
    expect([status, typeof id]).toEqual([200, "number"]);
    expect(await app.get("me", "wrong")).toMatchObject([401, { code: "Unauthorized" }]);
    expect(await app.get("own", token)).toMatchObject([200, { id: 1 }]);
  });
});
