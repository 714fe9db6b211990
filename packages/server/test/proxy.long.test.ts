import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createServer } from "../src/index.ts";
import { startProxy } from "./engines/proxy.ts";
import { cheapPasswords } from "./services.ts";

it("loses no request that a proxy sends over a connection that was idle for seconds", async () => {
  await using server = await createServer({ sandbox: { users: 2 }, passwords: cheapPasswords });
  const { url } = await server.listen({ port: 0 });
  await using proxy = await startProxy(url, 200);
  const ask = async () => {
    const response = await fetch(`${proxy.url}/users/2/password-reset`, { method: "POST" });
    await response.arrayBuffer();
    return response.status;
  };
  const at = async (milliseconds: number) => {
    await sleep(milliseconds);
    return ask();
  };
  const first = await Promise.all(Array.from({ length: 300 }, ask));
  // Each over the connection that has been idle for longest, around the time at which Node closes
  // idle ones by default.
  const count = proxy.connections();
  const delays = Array.from({ length: count }, (_, index) => 5_500 + (index * 1_000) / count);
  const later = await Promise.all(delays.map(at));
  expect([...first, ...later].filter((status) => status !== 204)).toEqual([]);
  expect(proxy.connections()).toBe(count);
});
