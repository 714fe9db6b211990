import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { adapters, startService, type Service } from "./support/service.ts";
import { startUpstream, type Fault, type Upstream } from "./support/upstream.ts";

describe.each(adapters)("failures, on %s", (adapter) => {
  let upstream: Upstream;
  let service: Service;
  let admin: string;
  let jdoe: string;

  beforeAll(async () => {
    upstream = await startUpstream();
    service = await startService(adapter, upstream, { users: { guard: { ttl: 0 } } });
    [admin, jdoe] = await Promise.all([
      service.signIn("admin", "sandbox-admin"),
      service.signIn("jdoe", "sandbox-jdoe"),
    ]);
  });
  afterEach(() => {
    upstream.fault = "none";
  });
  afterAll(async () => {
    await service.close();
    await upstream[Symbol.asyncDispose]();
  });

  it("400 lists every invalid field of a body", async () => {
    const { status, body } = await service.call("POST", "/accounts", {
      body: { email: "nowhere", password: "", gamePieceColor: "x".repeat(21), avatar: "ftp://a" },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ statusCode: 400, error: "Bad Request" });
    const fields = body.fields.map(({ field }: { field: string }) => field);
    expect(fields.sort()).toEqual(["avatar", "email", "gamePieceColor", "password", "username"]);
  });

  it("400 for input that only the API rejects", async () => {
    const { status, body } = await service.call("POST", "/accounts", {
      body: { username: "short", email: "short@example.com", password: "short" },
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "BadRequest", fields: [{ field: "password" }] });
  });

  it.each([
    ["/admin/users?size=0", ["size"]],
    ["/admin/users?size=many&order=shoe:UP", ["order", "size"]],
    ["/admin/users?lastActivity=yesterday", ["lastActivity"]],
  ])("responds 400 for %s", async (path, names) => {
    const { status, body } = await service.call("GET", path, { token: admin });
    expect(status).toBe(400);
    const fields: ReadonlyArray<string> = body.fields.map(({ field }: { field: string }) => field);
    for (const name of names) expect(fields.some((field) => field.startsWith(name))).toBe(true);
  });

  it("400 for malformed JSON, a non-numeric id, both an e-mail address and a user name, and an unknown cascade", async () => {
    const response = await fetch(`${service.url}/accounts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(response.status).toBe(400);
    expect((await service.call("GET", "/players/me")).status).toBe(400);
    const body = { email: "a@example.com", username: "a" };
    expect((await service.call("POST", "/password-resets", { body })).status).toBe(400);
    const asAdmin = { token: admin };
    expect(
      (await service.call("DELETE", "/admin/templates/player?cascade=all", asAdmin)).status,
    ).toBe(400);
  });

  it("401 without a token, with an invalid one, and for wrong credentials", async () => {
    const without = await service.call("GET", "/me");
    expect(without.status).toBe(401);
    expect(without.headers.get("www-authenticate")).toMatch(/^Bearer/);
    const wrong = await service.call("GET", "/me", { token: "wrong" });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get("www-authenticate")).toMatch(/^Bearer/);
    const nobody = { username: "nobody", password: "sandbox-jdoe" };
    const guess = { username: "jdoe", password: "a guess" };
    const [unknown, refused] = await Promise.all([
      service.call("POST", "/sessions", { body: nobody }),
      service.call("POST", "/sessions", { body: guess }),
    ]);
    expect([unknown.status, refused.status]).toEqual([401, 401]);
    // Nothing reveals which accounts exist.
    expect(unknown.text).toBe(refused.text);
    const refresh = { body: { refreshToken: "wrong" } };
    expect((await service.call("POST", "/sessions/refresh", refresh)).status).toBe(401);
  });

  it("403 in the admin area for those without the role", async () => {
    for (const [method, path] of [
      ["GET", "/admin/users"],
      ["PUT", "/admin/users/1/tags/banned"],
      ["GET", "/admin/templates"],
    ] as const) {
      expect((await service.call(method, path, { token: jdoe })).status).toBe(403);
      expect((await service.call(method, path)).status).toBe(401);
    }
    expect((await service.call("GET", "/admin/users/1/tags", { token: admin })).body).not.toContain(
      "banned",
    );
  });

  it("404 for missing objects and unknown routes", async () => {
    expect(await service.call("GET", "/players/999999")).toMatchObject({
      status: 404,
      body: { code: "UserNotFound" },
    });
    const template = await service.call("GET", "/admin/templates/none", { token: admin });
    expect(template).toMatchObject({ status: 404, body: { code: "TemplateNotFound" } });
    expect((await service.call("GET", "/nowhere")).status).toBe(404);
  });

  it("409 for a taken user name, with its field, and for a taken template id", async () => {
    const body = { username: "JDOE", email: "other@example.com", password: "long enough" };
    expect(await service.call("POST", "/accounts", { body })).toMatchObject({
      status: 409,
      body: { code: "UserAlreadyExists", fields: [{ field: "username" }] },
    });
    const template = { token: admin, body: { id: "player", name: "Another" } };
    expect(await service.call("POST", "/admin/templates", template)).toMatchObject({
      status: 409,
      body: { code: "TemplateAlreadyExists" },
    });
  });

  it.each<[Fault, number, string | null]>([
    ["limited", 429, "60"],
    ["html", 502, null],
    ["broken", 502, null],
    ["stopping", 503, "60"],
    ["slow", 504, null],
  ])("upstream fault %s: responds %i", async (fault, status, retryAfter) => {
    await using hasty = await startService(adapter, upstream, {
      users: { timeout: { attempt: 100 }, guard: { ttl: 0 } },
    });
    upstream.fault = fault;
    for (const [method, path, body] of [
      ["GET", "/me", undefined],
      ["GET", "/admin/users", undefined],
      ["POST", "/password-resets", { email: "jdoe@sandbox.example" }],
    ] as const) {
      const answer = await hasty.call(method, path, { token: admin, body });
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.headers.get("retry-after")).toBe(retryAfter);
      expect(answer.text).not.toContain("upstream-secret-page");
    }
  });

  it("429 for too many sign-ins or resets, without limiting other routes", async () => {
    await using throttled = await startService(adapter, upstream, {
      throttle: { limit: 2, ttl: 60_000 },
    });
    for (const [path, body] of [
      ["/sessions", { username: "jdoe", password: "a guess" }],
      ["/password-resets", { email: "jdoe@sandbox.example" }],
    ] as const) {
      const statuses = [];
      for (let count = 0; count < 3; count++) {
        statuses.push((await throttled.call("POST", path, { body })).status);
      }
      expect(statuses[2]).toBe(429);
      expect(statuses.slice(0, 2)).not.toContain(429);
      const { headers, body: answer } = await throttled.call("POST", path, { body });
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      expect(answer).toMatchObject({ statusCode: 429 });
    }
    for (let count = 0; count < 5; count++) {
      expect((await throttled.call("GET", "/me", { token: jdoe })).status).toBe(200);
    }
  });

  it("502 if the API rejects the service's credentials, never 401", async () => {
    await using stranger = await startService(adapter, upstream, { clientSecret: "wrong-secret" });
    const { status, text } = await stranger.call("GET", "/players/2");
    expect(status).toBe(502);
    expect(text).not.toContain("wrong-secret");
    expect(stranger.logged()).not.toContain("wrong-secret");
  });
});
