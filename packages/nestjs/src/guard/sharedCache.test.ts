import { expect, it, vi } from "vitest";
import { SharedCache } from "./sharedCache.ts";

it("keeps as many as it may, those used last", async () => {
  const cache = new SharedCache<string>({ ttl: 60_000, max: 2 });
  const load = vi.fn(async (key: string) => Promise.resolve(key));
  const get = (key: string) => cache.get(key, () => load(key));
  await get("a");
  await get("b");
  await get("a");
  await get("c");
  expect(cache.size).toBe(2);
  await get("a");
  expect(load.mock.calls.map(([key]) => key)).toEqual(["a", "b", "c"]);
  await get("b");
  expect(load).toHaveBeenCalledTimes(4);
});

it("shares what is being loaded, and forgets failures", async () => {
  const cache = new SharedCache<string>({ ttl: 60_000, max: 2 });
  const load = vi.fn(() => Promise.reject(new Error("no")));
  const both = await Promise.allSettled([cache.get("a", load), cache.get("a", load)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(load).toHaveBeenCalledTimes(1);
  expect(cache.size).toBe(0);
});

it("loads again when the time is over", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const cache = new SharedCache<number>({ ttl: 100, max: 2 });
    let loads = 0;
    const load = async () => Promise.resolve((loads += 1));
    expect(await cache.get("a", load)).toBe(1);
    vi.advanceTimersByTime(99);
    expect(await cache.get("a", load)).toBe(1);
    vi.advanceTimersByTime(2);
    expect(await cache.get("a", load)).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});
