import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fetch } from "@knetik-users/core";
import { adapters, startService, type Service } from "./support/service.ts";
import { startUpstream, type Upstream } from "./support/upstream.ts";

const origin = "https://game.example";

describe.each(adapters)("the HTTP side on %s", (adapter) => {
  let upstream: Upstream;
  let service: Service;
  const passedOn: Array<string | undefined> = [];

  beforeAll(async () => {
    upstream = await startUpstream(2);
    const recording: Fetch = (url, init) => {
      passedOn.push(init.headers["x-request-id"]);
      return upstream.fetch(url, init);
    };
    service = await startService(adapter, upstream, {
      corsOrigins: [origin],
      docs: false,
      throttle: { limit: 1, ttl: 60_000 },
      users: { fetch: recording, retry: { retries: 0 } },
    });
  });
  afterAll(async () => {
    await service.close();
    await upstream[Symbol.asyncDispose]();
  });

  it("has one format for all errors", async () => {
    const reset = () => service.call("POST", "/password-resets", { body: { username: "jdoe" } });
    expect((await reset()).status).toBe(204);
    const throttled = await reset();
    expect(throttled.headers.get("retry-after")).toMatch(/^\d+$/);
    const answers = [
      throttled,
      await service.call("GET", "/nowhere"),
      await service.call("GET", "/players/none"),
      await service.call("GET", "/players/999"),
      await service.call("POST", "/accounts", { body: { username: "" } }),
      await service.call("GET", "/me"),
    ];
    const text: unknown = expect.any(String);
    expect(answers.map(({ body }) => body)).toEqual([
      { statusCode: 429, error: "Too Many Requests", message: text, code: "RateLimited" },
      { statusCode: 404, error: "Not Found", message: text, code: "NotFound" },
      { statusCode: 400, error: "Bad Request", message: text, code: "BadRequest" },
      { statusCode: 404, error: "Not Found", message: text, code: "UserNotFound" },
      {
        ...{ statusCode: 400, error: "Bad Request", message: text, code: "InvalidInput" },
        fields: expect.any(Array) as unknown,
      },
      { statusCode: 401, error: "Unauthorized", message: text, code: "Unauthorized" },
    ]);
  });

  it("gives each request an id: in the response, the logs and the calls of the API", async () => {
    passedOn.length = 0;
    const headers = { "x-request-id": "from-the-proxy" };
    const { headers: answered } = await service.call("GET", "/players/2", { headers });
    expect(answered.get("x-request-id")).toBe("from-the-proxy");
    expect(passedOn).toContain("from-the-proxy");
    const forged = { "x-request-id": "a b c" };
    const other = (await service.call("GET", "/players/2", { headers: forged })).headers;
    expect(other.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  });

  it("allows the origins that are configured", async () => {
    const allowed = await service.call("GET", "/players/2", { headers: { origin } });
    expect(allowed.headers.get("access-control-allow-origin")).toBe(origin);
    const other = { origin: "https://evil.example" };
    const refused = await service.call("GET", "/players/2", { headers: other });
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("is alive while the API is down, but not ready", async () => {
    upstream.fault = "broken";
    expect((await service.call("GET", "/health/live")).status).toBe(200);
    expect((await service.call("GET", "/health/ready")).status).toBe(503);
    upstream.fault = "none";
  });

  it("serves no documentation if it is switched off", async () => {
    expect((await service.call("GET", "/docs")).status).toBe(404);
    expect((await service.call("GET", "/docs-json")).status).toBe(404);
  });
});
