import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { BadRequest, ServerError } from "../index.ts";
import { makePatience } from "./patience.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const details = { operation: "getUsers", message: "down", issues: [], attempts: 4 };
const down = (retryAfter?: number) => new ServerError({ ...details, retryable: true, retryAfter });

const start = (limit: number, signal = new AbortController().signal) => {
  const waits: Array<number> = [];
  const patience = makePatience({ limit, signal, onWait: (_, wait) => waits.push(wait) });
  return { patience, waits };
};

it("repeats a call with longer and longer waits until it succeeds", async () => {
  const { patience, waits } = start(300_000);
  let calls = 0;
  const result = patience.repeat(async () => {
    calls += 1;
    if (calls <= 7) throw down();
    return "done";
  });
  await vi.runAllTimersAsync();
  expect(await result).toBe("done");
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

it("waits as long as the API asks", async () => {
  const { patience, waits } = start(300_000);
  let calls = 0;
  const result = patience.repeat(async () => {
    calls += 1;
    if (calls === 1) throw down(45_000);
  });
  await vi.runAllTimersAsync();
  await result;
  expect(waits).toEqual([45_000]);
});

it("gives up when the API has been unavailable for the limit", async () => {
  const { patience, waits } = start(10_000);
  const result = patience.repeat(() => Promise.reject(down()));
  const failed = expect(result).rejects.toMatchObject({ _tag: "ServerError" });
  await vi.runAllTimersAsync();
  await failed;
  expect(waits).toEqual([1_000, 2_000, 4_000]);
});

it("gives up a call that fails again and again while others succeed", async () => {
  const { patience, waits } = start(300_000);
  const result = patience.repeat(() => {
    patience.succeeded();
    return Promise.reject(down());
  });
  const failed = expect(result).rejects.toMatchObject({ _tag: "ServerError" });
  await vi.runAllTimersAsync();
  await failed;
  expect(waits).toHaveLength(6);
});

it("does not count the failures of an outage, when the API is back and fails once more", async () => {
  const { patience } = start(300_000);
  let calls = 0;
  const result = patience.repeat(async () => {
    calls += 1;
    if (calls === 9) patience.succeeded();
    if (calls <= 9) throw down();
    return "done";
  });
  // Handled here, because it may reject while the timers run.
  result.catch(() => undefined);
  await vi.runAllTimersAsync();
  expect(await result).toBe("done");
});

it("does not repeat what cannot succeed later", async () => {
  const { patience, waits } = start(10_000);
  const wrong = new BadRequest({ ...details, retryable: false });
  await expect(patience.repeat(() => Promise.reject(wrong))).rejects.toBe(wrong);
  expect(waits).toEqual([]);
});

it("ends a wait when it is aborted", async () => {
  const stop = new AbortController();
  const { patience } = start(300_000, stop.signal);
  const result = patience.repeat(() => Promise.reject(down()));
  const failed = expect(result).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(10);
  stop.abort();
  await failed;
});
