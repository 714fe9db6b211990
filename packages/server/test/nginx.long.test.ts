import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createServer } from "../src/index.ts";
import { installedNginx, startNginx } from "./engines/nginx.ts";
import { cheapPasswords } from "./services.ts";

const program = installedNginx();

describe.skipIf(program === undefined)("behind nginx, configured as in the README", () => {
  it("uses idle connections again, and the address of the client", async () => {
    await using server = await createServer({
      sandbox: { users: 2 },
      passwords: cheapPasswords,
      trustProxy: 1,
      limits: {
        signIn: { address: { limit: 3, seconds: 60 } },
        passwordReset: { address: false, account: false },
      },
    });
    const { url } = await server.listen({ port: 0 });
    await using nginx = await startNginx(program ?? "", url);
    const before = nginx.connections();
    const reset = async () => {
      const response = await fetch(`${nginx.url}/users/2/password-reset`, { method: "POST" });
      await response.arrayBuffer();
      return response.status;
    };
    for (let count = 0; count < 20; count += 1) expect(await reset()).toBe(204);
    // One for each of nginx's processes.
    expect(nginx.connections()).toBeLessThanOrEqual(before + 1);

    const signIn = async (forged: string) => {
      const response = await fetch(`${nginx.url}/oauth/token`, {
        method: "POST",
        headers: { "x-forwarded-for": forged },
        body: new URLSearchParams({
          grant_type: "password",
          client_id: "web",
          username: "jdoe",
          password: "sandbox-jdoe",
        }),
      });
      await response.arrayBuffer();
      return response.status;
    };
    const statuses = [];
    for (const last of [1, 2, 3, 4]) statuses.push(await signIn(`203.0.113.${last}`));
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it("keeps connections that are idle for longer than 65 seconds", async () => {
    await using server = await createServer({ sandbox: { users: 2 }, passwords: cheapPasswords });
    const { url } = await server.listen({ port: 0 });
    await using nginx = await startNginx(program ?? "", url, 80);
    const reset = async () => {
      const response = await fetch(`${nginx.url}/users/2/password-reset`, { method: "POST" });
      await response.arrayBuffer();
      return response.status;
    };
    const all = (count: number) => Promise.all(Array.from({ length: count }, reset));
    expect(new Set(await all(30))).toEqual(new Set([204]));
    const opened = nginx.connections();
    await sleep(66_000);
    for (let count = 0; count < 30; count += 1) expect(await reset()).toBe(204);
    expect(nginx.connections()).toBe(opened);
  });
});
