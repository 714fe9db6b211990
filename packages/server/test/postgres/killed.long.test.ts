import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createServer } from "../../src/index.ts";
import { acknowledgedWrites } from "../engines/acknowledged.ts";
import { startCluster } from "../engines/cluster.ts";
import { callerOf, type Answer } from "../support.ts";
import { adminOf } from "../engines/spawn.ts";

/** Longer than all timeouts together: a slower call hangs. */
const patience = 20_000;

it("PostgreSQL killed under load and restarted: typed errors, no hang, no lost data", async () => {
  await using cluster = await startCluster({ durable: true });
  await using server = await createServer({
    database: { url: cluster.url },
    sandbox: { users: 40 },
  });
  let slowest = 0;
  const send = callerOf(server);
  const call: typeof send = async (...sent) => {
    const start = performance.now();
    const answer = await send(...sent);
    slowest = Math.max(slowest, performance.now() - start);
    return answer;
  };
  const token = await adminOf({ call });
  const acknowledged = acknowledgedWrites(38);
  const reads: Array<Answer> = [];

  for (let round = 0; round < 3; round += 1) {
    const before = acknowledged.count();
    let goesOn = true;
    const writing = Array.from({ length: 8 }, () => acknowledged.write(call, token, () => goesOn));
    const reading = Array.from({ length: 4 }, async () => {
      while (goesOn) {
        const answer = await call("GET", "/users?filter_search=a", { token });
        if (answer.status !== 200) reads.push(answer);
      }
    });
    await sleep(400);
    expect(acknowledged.count()).toBeGreaterThan(before);
    await cluster.kill();
    await sleep(500);
    // While the database is down, responses are fast.
    const away = await call("GET", "/users/1");
    expect([away.status, away.body.code, away.headers.get("retry-after")]).toEqual([503, 110, "1"]);
    await cluster.start();
    const deadline = performance.now() + patience;
    while ((await call("GET", "/users/1")).status !== 200) {
      expect(performance.now()).toBeLessThan(deadline);
      await sleep(20);
    }
    const during = acknowledged.count();
    await sleep(300);
    expect(acknowledged.count()).toBeGreaterThan(during);
    goesOn = false;
    const failures = (await Promise.all(writing)).flat();
    await Promise.all(reading);
    expect(failures.length).toBeGreaterThan(0);
    for (const { status, body, headers } of [...failures, ...reads]) {
      expect(status).toBe(503);
      // It asks to retry only when nothing was changed.
      expect(headers.get("retry-after")).toBe(body.code === 110 ? "1" : null);
      expect([110, 111]).toContain(body.code);
    }
    await acknowledged.verify(call, token);
  }
  expect(slowest).toBeLessThan(patience);

  // Without requests, too: idle connections that end do not end the process.
  await cluster.kill();
  await sleep(200);
  await cluster.start();
  expect((await call("GET", "/users/1")).status).toBe(200);
});
