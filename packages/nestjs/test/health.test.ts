import { Controller, Get, Inject } from "@nestjs/common";
import { HealthCheck, HealthCheckService, TerminusModule } from "@nestjs/terminus";
import { describe, expect, it } from "vitest";
import { UsersModule, UsersService, type UsersModuleOptions } from "../src/index.ts";
import { UsersHealthIndicator } from "../src/terminus.ts";
import { platforms, startApplication } from "./application.ts";

@Controller()
class Health {
  readonly #health: HealthCheckService;
  readonly #users: UsersHealthIndicator;
  constructor(
    @Inject(HealthCheckService) health: HealthCheckService,
    @Inject(UsersHealthIndicator) users: UsersHealthIndicator,
  ) {
    this.#health = health;
    this.#users = users;
  }
  @Get("health")
  @HealthCheck()
  check() {
    return this.#health.check([() => this.#users.check("users", { cacheFor: 0, timeout: 50 })]);
  }
}

const page = () => Response.json({ content: [], total_elements: 0 });
const start = (platform: (typeof platforms)[number], options: Partial<UsersModuleOptions>) =>
  startApplication(platform, {
    imports: [
      TerminusModule.forRoot({ logger: false }),
      UsersModule.forRoot({ baseUrl: "http://localhost", ...options }),
    ],
    controllers: [Health],
    providers: [UsersHealthIndicator],
  });
const ask = async (url: string) => {
  const response = await fetch(`${url}/health`);
  const { details } = (await response.json()) as {
    details: { users: { status: string; degraded?: boolean; reason?: string } };
  };
  const { status, degraded, reason } = details.users;
  return [response.status, degraded === true ? "degraded" : status, reason];
};

describe.each(platforms)("on %s", (platform) => {
  it.each([
    ["up", undefined, 200, () => Promise.resolve(page())],
    ["degraded", "RateLimited", 200, () => Promise.resolve(new Response("", { status: 429 }))],
    ["down", "ServerError", 503, () => Promise.resolve(new Response("", { status: 500 }))],
    ["down", "TimedOut", 503, () => new Promise<Response>(() => {})],
  ] as const)("is %s (%s)", async (status, reason, http, fetch) => {
    await using running = await start(platform, { fetch });
    expect(await ask(running.url)).toEqual([http, status, reason]);
  });

  it("is degraded while the retry budget is spent", async () => {
    let broken = true;
    await using running = await start(platform, {
      retry: { budget: 0, budgetPerCall: 0 },
      fetch: () => Promise.resolve(broken ? new Response("", { status: 500 }) : page()),
    });
    await running.app.get(UsersService).result.getUsers();
    broken = false;
    expect(await ask(running.url)).toEqual([200, "degraded", "the retry budget is spent"]);
  });
});
