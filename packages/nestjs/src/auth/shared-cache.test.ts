import { expect, it, vi } from "vitest";
import { SharedCache } from "./shared-cache.ts";

it("keeps at most `max` values, the most recently used ones", async () => {
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

it("is not emptied by failures, and shares loads even without a cache", async () => {
  const cache = new SharedCache<number>({ ttl: 60_000, max: 2 });
  await cache.get("a", () => Promise.resolve(1));
  await cache.get("b", () => Promise.resolve(2));
  const failing = ["c", "d", "e"].map((key) => cache.get(key, () => Promise.reject(new Error())));
  await Promise.allSettled(failing);
  expect([cache.peek("a"), cache.peek("b"), cache.size]).toEqual([1, 2, 2]);

  const none = new SharedCache<number>({ ttl: 60_000, max: 0 });
  const load = vi.fn(() => Promise.resolve(1));
  await Promise.all([none.get("a", load), none.get("b", load), none.get("a", load)]);
  expect(load).toHaveBeenCalledTimes(2);
  expect(none.size).toBe(0);
});

it("shares loads in flight and does not cache failures", async () => {
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

it("removes matching values and discards loads in flight", async () => {
  const cache = new SharedCache<number>({ ttl: 60_000, max: 9 });
  const load = (value: number) => vi.fn(() => Promise.resolve(value));
  await cache.get("one", load(1));
  await cache.get("two", load(2));
  const under = cache.get("way", load(3));
  expect([cache.peek("one"), cache.peek("way"), cache.peek("none")]).toEqual([
    1,
    undefined,
    undefined,
  ]);
  cache.forget((value) => value === 1);
  expect(await under).toBe(3);
  const again = [load(10), load(20), load(30)];
  const values = await Promise.all(
    ["one", "two", "way"].map((key, index) => cache.get(key, again[index]!)),
  );
  expect(values).toEqual([10, 2, 30]);
});
