import { expect, it } from "vitest";
import { createServer } from "../src/index.ts";
import { startProxy } from "./engines/proxy.ts";
import { cheapPasswords } from "./services.ts";

it("keeps idle connections of a proxy for longer than proxies do", async () => {
  await using server = await createServer({ sandbox: { users: 2 }, passwords: cheapPasswords });
  const { url } = await server.listen({ port: 0 });
  await using proxy = await startProxy(url);
  const ask = async () => {
    const response = await fetch(`${proxy.url}/users/2/password-reset`, { method: "POST" });
    await response.arrayBuffer();
    return response;
  };
  for (let count = 0; count < 20; count += 1) expect((await ask()).status).toBe(204);
  expect(proxy.connections()).toBe(1);
  const response = await fetch(`${url}/health/live`);
  const [, seconds] = /timeout=(\d+)/.exec(response.headers.get("keep-alive") ?? "") ?? [];
  await response.arrayBuffer();
  // Load balancers: 60 to 75 seconds.
  expect(Number(seconds)).toBeGreaterThan(75);
});
