import { describe, expect, it } from "vitest";
import { TokenFailure } from "../errors/errors.ts";
import { makeCooldown } from "./cooldown.ts";

const failureWith = (retryAfter?: number) =>
  new TokenFailure({
    operation: "getOAuthToken",
    message: "",
    issues: [],
    retryable: true,
    attempts: 1,
    reason: "unavailable",
    retryAfter,
  });
const failure = failureWith();

describe("makeCooldown", () => {
  it("is inactive before a failure", () => {
    expect(makeCooldown().active(0)).toBeUndefined();
  });

  it("lasts one second, then doubles up to one minute", () => {
    const cooldown = makeCooldown();
    const waits = Array.from({ length: 12 }, (_, index) => {
      const now = index * 1_000_000;
      cooldown.recordFailure(failure, now);
      return cooldown.active(now)?.left;
    });
    expect(waits).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000,
    ]);
  });

  it("returns the remaining time until it ends", () => {
    const cooldown = makeCooldown();
    cooldown.recordFailure(failure, 5_000);
    expect(cooldown.active(5_999)).toEqual({ failure, left: 1 });
    expect(cooldown.active(6_000)).toBeUndefined();
  });

  it("restarts at one second after recordSuccess", () => {
    const cooldown = makeCooldown();
    for (let times = 0; times < 5; times += 1) cooldown.recordFailure(failure, 0);
    cooldown.recordSuccess();
    expect(cooldown.active(0)).toBeUndefined();
    cooldown.recordFailure(failure, 0);
    expect(cooldown.active(0)?.left).toBe(1_000);
  });

  it("uses Retry-After if it is longer than the backoff", () => {
    const cooldown = makeCooldown();
    cooldown.recordFailure(failureWith(90_000), 0);
    expect(cooldown.active(0)?.left).toBe(90_000);
    cooldown.recordFailure(failureWith(1), 0);
    expect(cooldown.active(0)?.left).toBe(2_000);
  });
});
