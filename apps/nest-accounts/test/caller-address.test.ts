import { createServer } from "@knetik-users/server";
import { describe, expect, it } from "vitest";
import type { AdapterName, TrustProxy } from "../src/config/settings.ts";
import { startService } from "./support/service.ts";

const now = new Date();

const cases: ReadonlyArray<[AdapterName, TrustProxy]> = [
  ["express", ["127.0.0.1"]],
  ["fastify", 1],
];

describe("limits by address", () => {
  it.each(cases)(
    "of an attacker do not block other players, on %s",
    async (adapter, trustProxy) => {
      await using server = await createServer({
        sandbox: { users: 2 },
        passwords: { memory: 8, passes: 1 },
        limits: true,
        // Stands still, so that no limit is refilled.
        clock: () => now,
        // The service is a proxy of the API.
        trustProxy: ["127.0.0.1"],
      });
      const { url } = await server.listen({ port: 0 });
      await using service = await startService(adapter, { url, fetch }, { trustProxy });
      let account = 0;
      const from = (address: string) => {
        const headers = { "x-forwarded-for": address };
        return {
          resetPassword: async () => {
            const body = { email: `nobody${(account += 1)}@x.example` };
            return (await service.call("POST", "/password-resets", { headers, body })).status;
          },
          signIn: async () => {
            const body = { username: `nobody${(account += 1)}`, password: "a guess" };
            return (await service.call("POST", "/sessions", { headers, body })).status;
          },
        };
      };
      const statuses = async (call: () => Promise<number>, count: number) => {
        const seen = new Set<number>();
        for (let number = 0; number < count; number++) seen.add(await call());
        return [...seen].sort();
      };
      const attacker = from("198.51.100.1");
      // The API's limits: 30 resets an hour and 60 sign-ins a minute.
      expect(await statuses(attacker.resetPassword, 31)).toEqual([204, 429]);
      expect(await statuses(attacker.signIn, 61)).toEqual([401, 429]);
      const player = from("198.51.100.2");
      expect(await player.resetPassword()).toBe(204);
      expect(await player.signIn()).toBe(401);
    },
  );
});
