import type { TokenFailure } from "../errors/errors.ts";

const firstWait = 1_000;
/** One minute, in milliseconds. */
export const maxWait = 60_000;
/** Upper limit for the `Retry-After` of a token endpoint, which must not lock out a client forever. */
const maxRetryAfter = 300_000;

/** Milliseconds to wait after this many consecutive failures; doubles each time. */
export const backoff = (inARow: number): number =>
  Math.min(maxWait, firstWait * 2 ** Math.min(inARow - 1, 10));

/**
 * Limits requests to a failing token endpoint: the wait doubles after each consecutive failure, from one
 * second to one minute.
 */
export interface Cooldown {
  readonly recordFailure: (failure: TokenFailure, now: number) => void;
  readonly recordSuccess: () => void;
  /** The last failure, and how many milliseconds of the wait are left; `undefined` after the wait. */
  readonly active: (now: number) => { failure: TokenFailure; left: number } | undefined;
}

export const makeCooldown = (): Cooldown => {
  let failures = 0;
  let last: { readonly failure: TokenFailure; readonly until: number } | undefined;
  return {
    recordFailure: (failure, now) => {
      failures += 1;
      const wait = backoff(failures);
      last = {
        failure,
        until: now + Math.max(wait, Math.min(maxRetryAfter, failure.retryAfter ?? 0)),
      };
    },
    recordSuccess: () => {
      failures = 0;
      last = undefined;
    },
    active: (now) =>
      last === undefined || last.until <= now
        ? undefined
        : { failure: last.failure, left: last.until - now },
  };
};
