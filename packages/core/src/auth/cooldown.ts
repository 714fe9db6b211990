import type { TokenFailure } from "../errors/errors.ts";

const first = 1_000;
const longest = 60_000;

/**
 * Keeps a failing token endpoint from being asked again and again: after each failure in a row the
 * next question waits twice as long, from one second to one minute.
 */
export interface Cooldown {
  readonly failed: (failure: TokenFailure, now: number) => void;
  readonly succeeded: () => void;
  /** The failure that still holds, and how many milliseconds it will. */
  readonly active: (now: number) => { failure: TokenFailure; left: number } | undefined;
}

export const makeCooldown = (): Cooldown => {
  let failures = 0;
  let last: { readonly failure: TokenFailure; readonly until: number } | undefined;
  return {
    failed: (failure, now) => {
      failures += 1;
      const wait = Math.min(longest, first * 2 ** Math.min(failures - 1, 10));
      last = { failure, until: now + Math.max(wait, failure.retryAfter ?? 0) };
    },
    succeeded: () => {
      failures = 0;
      last = undefined;
    },
    active: (now) =>
      last === undefined || last.until <= now
        ? undefined
        : { failure: last.failure, left: last.until - now },
  };
};
