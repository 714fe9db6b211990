import type { TokenFailure } from "../errors/errors.ts";

const firstWait = 1_000;
/** One minute, in milliseconds. */
export const longestWait = 60_000;
/** A token endpoint that asks for more must not lock a client out for good. */
const longestAsked = 300_000;

/** Twice as long each time: milliseconds to wait after so many failures in a row. */
export const growingWait = (inARow: number): number =>
  Math.min(longestWait, firstWait * 2 ** Math.min(inARow - 1, 10));

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
      const wait = growingWait(failures);
      last = {
        failure,
        until: now + Math.max(wait, Math.min(longestAsked, failure.retryAfter ?? 0)),
      };
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
