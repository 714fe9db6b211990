import "reflect-metadata";
import { Controller, Get, Query } from "@nestjs/common";
import type { NestExpressApplication } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import { createServer, type UsersServer } from "@knetik-users/server";
import * as Effect from "effect/Effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  InjectUsers,
  outsideOfRequests,
  UsersModule,
  type UsersCalls,
  type UsersModuleOptions,
  type UsersService,
} from "../src/index.ts";
import { platforms, silent, startApplication, type Platform } from "./application.ts";

const resetsPerAddress = 1;

@Controller()
class Routes {
  readonly users: UsersService;
  constructor(@InjectUsers() users: UsersService) {
    this.users = users;
  }
  /** Resets differ in their account, so that only the limit per address is reached. */
  @Get("reset")
  async reset(@Query("account") account: string, @Query("by") by: string) {
    const request = { email: `${account}@x.example` };
    const { users } = this;
    const ways: Record<string, () => Promise<unknown>> = {
      call: () => users.submitPasswordReset(request),
      service: () => users.asService().submitPasswordReset(request),
      effect: () => Effect.runPromise(users.effect.submitPasswordReset(request)),
      bound: () => {
        const asCaller: UsersCalls = users.forCurrentRequest();
        return outsideOfRequests(() => asCaller.submitPasswordReset(request));
      },
      given: () =>
        users.submitPasswordReset(request, {
          headers: new Headers({ "X-Forwarded-For": "203.0.113.99" }),
        }),
    };
    await ways[by]?.();
    return "sent";
  }
}

describe.each(platforms)("the caller's address on %s", (platform) => {
  let server: UsersServer;
  let baseUrl: string;
  beforeAll(async () => {
    server = await createServer({
      sandbox: { users: 2 },
      // This service is a proxy of the API.
      trustProxy: ["127.0.0.1"],
      limits: { passwordReset: { address: { limit: resetsPerAddress, seconds: 3_600 } } },
    });
    baseUrl = (await server.listen({ port: 0 })).url;
  });
  afterAll(() => server.close());

  const start = async (trustProxy: boolean, options: Partial<UsersModuleOptions>) => {
    const running = await startApplication(
      platform,
      {
        imports: [UsersModule.forRoot({ baseUrl, retry: { retries: 0 }, ...options })],
        controllers: [Routes],
      },
      silent,
      (app) => {
        if (platform === "express") {
          (app as NestExpressApplication).set("trust proxy", trustProxy && "127.0.0.1");
        }
      },
      new FastifyAdapter({ trustProxy: trustProxy ? "127.0.0.1" : false }),
    );
    let accounts = 0;
    const reset = async (address: string, by = "call") => {
      const account = `${platform}${(accounts += 1)}`;
      const response = await fetch(`${running.url}/reset?account=${account}&by=${by}`, {
        headers: { "x-forwarded-for": address },
      });
      await response.text();
      return response.status;
    };
    const exhaust = async (address: string, by?: string) => {
      for (let sent = 0; sent < resetsPerAddress; sent++) {
        expect(await reset(address, by)).toBe(200);
      }
      expect(await reset(address, by)).toBe(429);
    };
    return { reset, exhaust, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
  };

  const addressOf = (platform: Platform, host: number) =>
    `198.51.100.${host + (platform === "express" ? 0 : 100)}`;

  it("keeps the limits of callers apart, behind a trusted proxy", async () => {
    await using app = await start(true, { forwardAddress: true });
    await app.exhaust(addressOf(platform, 1));
    expect(await app.reset(addressOf(platform, 2))).toBe(200);
    // All ways to make a call count for their caller.
    for (const [host, by] of ["service", "effect", "bound"].entries()) {
      await app.exhaust(addressOf(platform, 10 + host), by);
    }
    // A call that names an address keeps it.
    expect(await app.reset(addressOf(platform, 1), "given")).toBe(200);
    // What the caller claims about itself is left of what the proxy has added.
    expect(await app.reset(`203.0.113.7, ${addressOf(platform, 1)}`)).toBe(429);
  });

  it("does not believe a caller that is not a proxy", async () => {
    await using app = await start(false, { forwardAddress: true });
    await app.exhaust(addressOf(platform, 20));
    expect(await app.reset(addressOf(platform, 21))).toBe(429);
  });
});
