import { describe, expect, it } from "vitest";
import { createUsersClient } from "../src/index.ts";
import { answer, json, reset, startFaultServer, type Behavior } from "./support/faultServer.ts";
import { failures, simulate, simulateOutage, type SimulatedApi } from "./support/simulation.ts";

const seeds = Array.from({ length: 10 }, (_, seed) => seed + 1);

describe("an outage of a minute", () => {
  it.each([
    ["503", failures.unavailable],
    ["connections that are reset", failures.reset],
  ])("%s: 1,000 clients send at most 1.2 times their normal load", (_, error) => {
    const outage = simulateOutage({
      clients: 1_000,
      rate: 1,
      begins: 10_000,
      lasts: 60_000,
      total: 80_000,
      error,
    });
    expect(outage.amplification).toBeLessThan(1.2);
    // After the first seconds there is nothing but the normal load.
    expect(outage.perSecond(20_000, 70_000)).toBeLessThan(1_000 * 1.1);
    expect(outage.perSecond(70_000, 80_000)).toBeLessThan(1_000 * 1.1);
  });

  it.each([2, 10, 100])("%i calls per second and client: at most 1.2 times, too", (rate) => {
    const outage = simulateOutage({
      clients: 1_000 / rate,
      rate,
      begins: 10_000,
      lasts: 60_000,
      total: 70_000,
    });
    expect(outage.amplification).toBeLessThan(1.2);
  });

  it("ten retries a call instead of three: not eleven times", () => {
    const outage = simulateOutage({
      clients: 500,
      rate: 2,
      begins: 10_000,
      lasts: 60_000,
      total: 70_000,
      retry: { retries: 10 },
    });
    expect(outage.amplification).toBeLessThan(1.35);
  });
});

describe("100 calls at once, and a short interruption", () => {
  const blips: ReadonlyArray<[string, SimulatedApi, Behavior]> = [
    [
      "429 with Retry-After",
      (at) => (at < 1_000 ? failures.limited(1_000) : undefined),
      answer(429, "", { "retry-after": "1" }),
    ],
    ["503", (at) => (at < 300 ? failures.unavailable() : undefined), answer(503)],
    ["resets", (at) => (at < 300 ? failures.reset() : undefined), reset],
  ];

  it.each(blips)("%s: all succeed, whatever the jitter", (_, api) => {
    for (const seed of seeds) {
      const world = simulate({ seed, api });
      const call = world.client();
      for (let number = 0; number < 100; number += 1) call();
      world.timeline.runUntil(60_000);
      expect(world.ended).toHaveLength(100);
      expect(world.ended.filter(({ stoppedBy }) => stoppedBy !== undefined)).toEqual([]);
    }
  });

  it.each(blips)("%s: all succeed on real connections", async (_, _api, failing) => {
    let began: number | undefined;
    await using server = await startFaultServer((response, request) => {
      began ??= performance.now();
      const isDown = performance.now() - began < 300;
      void (isDown ? failing : json({ id: 1 }))(response, request);
    });
    await using client = createUsersClient({ baseUrl: server.url });
    const results = await Promise.all(Array.from({ length: 100 }, () => client.result.getUser(1)));
    expect(results.flatMap(({ error }) => error?.message ?? [])).toEqual([]);
    expect(server.requests.length).toBeGreaterThan(100);
  });

  it("429 with Retry-After: they do not come back at one instant", () => {
    const world = simulate({
      seed: 1,
      api: (at) => (at < 500 ? failures.limited(1_000) : undefined),
    });
    for (let number = 0; number < 1_000; number += 1) world.client()();
    world.timeline.runUntil(60_000);
    const times = world.requests.slice(1_000);
    expect(times).toHaveLength(1_000);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(1_000);
    const atOnce = new Map<number, number>();
    for (const at of times) atOnce.set(at, (atOnce.get(at) ?? 0) + 1);
    expect(Math.max(...atOnce.values())).toBeLessThan(30);
  });
});

describe("an export while every third request fails", () => {
  it.each(seeds)("reads all pages (seed %i)", (seed) => {
    const world = simulate({
      seed,
      api: (_, request) => (request % 3 === 0 ? failures.unavailable() : undefined),
    });
    const readPage = world.client();
    let pages = 0;
    const read = () =>
      readPage(({ stoppedBy }) => {
        if (stoppedBy === undefined && (pages += 1) < 5_000) read();
      });
    read();
    world.timeline.runUntil(3_600_000);
    expect(pages).toBe(5_000);
  });

  it("reads all pages on real connections", async () => {
    const pages = 60;
    let requests = 0;
    await using server = await startFaultServer((response, request) => {
      requests += 1;
      const page = Number(new URL(request.path, "http://api.test").searchParams.get("page"));
      const behavior =
        requests % 3 === 0
          ? answer(503)
          : json({ content: [{ id: page }], number: page, last: page === pages });
      void behavior(response, request);
    });
    await using client = createUsersClient({ baseUrl: server.url, retry: { baseDelay: 1 } });
    const ids: Array<number> = [];
    for await (const user of client.all.getUsers({ size: 1 })) ids.push(user.id);
    expect(ids).toEqual(Array.from({ length: pages }, (_, index) => index + 1));
  });
});
