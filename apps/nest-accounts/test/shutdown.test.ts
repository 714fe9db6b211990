import { describe, expect, it } from "vitest";
import { adapters, startService } from "./support/service.ts";
import { startUpstream } from "./support/upstream.ts";

describe("stopping", () => {
  it.concurrent.each(adapters)(
    "completes requests in flight and accepts no more, on %s",
    async (adapter) => {
      await using upstream = await startUpstream();
      const service = await startService(adapter, upstream);
      const token = await service.signIn("jdoe", "sandbox-jdoe");
      // From now on the guard has cached the player.
      await service.call("GET", "/me", { token });
      upstream.delay = 300;
      const seen = upstream.seen();
      const calls = [1, 2, 3, 4, 5].map((number) =>
        // One connection per request, as behind a proxy that is draining.
        service.call("PATCH", "/me", {
          token,
          headers: { connection: "close" },
          body: { displayName: `Jane ${number}` },
        }),
      );
      while (upstream.seen() < seen + calls.length)
        await new Promise((next) => setTimeout(next, 5));
      const closed = service.close();
      const answers = await Promise.all(calls);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      await closed;
      await expect(service.call("GET", "/health")).rejects.toThrow("fetch failed");
    },
  );

  it.concurrent.each(adapters)("cancels a request that takes too long, on %s", async (adapter) => {
    await using upstream = await startUpstream();
    const service = await startService(adapter, upstream, { users: { shutdownTimeout: 100 } });
    const token = await service.signIn("jdoe", "sandbox-jdoe");
    upstream.fault = "slow";
    const seen = upstream.seen();
    const call = service.call("GET", "/me", { token, headers: { connection: "close" } });
    while (upstream.seen() === seen) await new Promise((next) => setTimeout(next, 5));
    const closed = service.close();
    expect((await call).status).toBe(503);
    await closed;
  });
});
