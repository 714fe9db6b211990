import { RateLimited, ServerError, UserNotFound } from "@knetik-users/core";
import { fakeError } from "@knetik-users/vue/testing";
import { expect, it } from "vitest";
import { healingInterval, nextAttemptAt, waitAfter } from "./healing.ts";

const failed = (error: Error | null, dataUpdatedAt = 0) =>
  ({ state: { error, dataUpdatedAt } }) as never;

it("waits longer after each failure, up to half a minute", () => {
  expect([1, 2, 3, 4, 5, 9].map((failures) => waitAfter(failures, 0, 0.5))).toEqual([
    2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  expect(waitAfter(1, 0, 0)).toBe(1_500);
});

it("waits as long as the API asks", () => {
  expect(waitAfter(1, 42_000)).toBe(42_000);
  const error = fakeError(RateLimited, { retryAfter: 42_000, retryable: true });
  expect(healingInterval(failed(error))).toBe(42_000);
  expect(nextAttemptAt(error)).toBeGreaterThan(Date.now());
});

it("gives each failure one interval", () => {
  const error = fakeError(ServerError, { status: 503, retryable: true });
  const query = failed(error);
  expect(healingInterval(query)).toBe(healingInterval(query));
});

it("repeats neither what succeeded nor what would fail again", () => {
  expect(healingInterval(failed(null))).toBe(false);
  expect(healingInterval(failed(fakeError(UserNotFound, {})))).toBe(false);
  expect(nextAttemptAt(fakeError(UserNotFound, {}))).toBeUndefined();
});
