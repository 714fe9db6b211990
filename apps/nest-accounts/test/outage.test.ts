import { describe, expect, it, vi } from "vitest";
import { adapters, startService } from "./support/service.ts";
import { startUpstream } from "./support/upstream.ts";

describe("an outage of the Users API", () => {
  it.concurrent.each(adapters)(
    "responds 503 while it lasts, and recovers afterwards, on %s",
    async (adapter) => {
      await using upstream = await startUpstream();
      await using service = await startService(adapter, upstream, { users: { guard: { ttl: 0 } } });
      const token = await service.signIn("jdoe", "sandbox-jdoe");
      const statuses = async () => [
        (await service.call("GET", "/me", { token })).status,
        (await service.call("GET", "/players/2")).status,
        (await service.call("POST", "/password-resets", { body: { username: "jdoe" } })).status,
      ];
      // A result is reused for a second.
      const health = (expected: object) =>
        vi.waitFor(
          async () => expect((await service.call("GET", "/health")).body).toMatchObject(expected),
          { timeout: 120_000 },
        );
      expect(await statuses()).toEqual([200, 200, 204]);
      await health({ status: "ok", details: { users: { status: "up" } } });

      await upstream.stop();
      expect(await statuses()).toEqual([503, 503, 503]);
      await health({ status: "error", error: { users: { status: "down" } } });
      expect((await service.call("GET", "/docs-json")).status).toBe(200);

      await upstream.start();
      expect(await statuses()).toEqual([200, 200, 204]);
      await health({ status: "ok" });
    },
  );

  // Sequential, because Nest has one logger per process.
  it.each(adapters)("is hidden from callers if a retry helps, on %s", async (adapter) => {
    await using upstream = await startUpstream();
    await using service = await startService(adapter, upstream, {
      users: { retry: { retries: 3, baseDelay: 50 }, guard: { ttl: 0 } },
    });
    const token = await service.signIn("jdoe", "sandbox-jdoe");
    upstream.fault = "broken";
    const call = service.call("GET", "/me", { token });
    const before = upstream.seen();
    while (upstream.seen() === before) await new Promise((next) => setImmediate(next));
    upstream.fault = "none";
    expect((await call).status).toBe(200);
    expect(service.logged()).toContain("Retrying getUser after ServerError");
  });
});
