import * as Effect from "effect/Effect";
import type * as Fiber from "effect/Fiber";
import { isCloudflareWorkers } from "../platform/cloudflareWorkers.ts";
import { startTimer } from "../platform/timer.ts";

/** How long a request may wait for its turn. */
export interface WaitLimit<E> {
  readonly milliseconds: number;
  readonly onTimeout: () => E;
}

/**
 * Runs a request of a fiber once fewer than the maximum are in flight. `limitWait` is called if it has to
 * wait. The effect is run once.
 */
export type RequestQueue = <A, E>(
  fiber: Fiber.Fiber<unknown, unknown>,
  request: () => Effect.Effect<A, E>,
  limitWait: () => WaitLimit<E>,
) => Effect.Effect<A, E>;

/**
 * Makes the queue of a client: first in, first out. There is none in Cloudflare Workers, where a call that
 * is cut off with its incoming request never gives its slot back. They limit connections themselves.
 */
export const makeRequestQueue = (concurrency: number): RequestQueue => {
  if (isCloudflareWorkers()) return (_, request) => Effect.suspend(request);
  let inFlight = 0;
  const waiting = new Set<() => void>();

  const release = () => {
    const next = waiting.values().next();
    if (next.done === true) {
      inFlight -= 1;
    } else {
      // Handed over rather than freed, so that a new request cannot overtake those that wait.
      waiting.delete(next.value);
      next.value();
    }
  };

  return <A, E>(
    fiber: Fiber.Fiber<unknown, unknown>,
    request: () => Effect.Effect<A, E>,
    limitWait: () => WaitLimit<E>,
  ) => {
    let holdsSlot = false;
    const turn = Effect.callback<void, E>((resume) => {
      const { milliseconds, onTimeout } = limitWait();
      let start = () => {};
      let stopTimer = () => {};
      // Through a promise, because its callback runs in the async context of this call. Otherwise the
      // request would be sent in that of the call that ended, with its user and its trace.
      void new Promise<void>((resolve) => {
        start = () => {
          holdsSlot = true;
          stopTimer();
          resolve();
        };
      }).then(() => resume(Effect.void));
      waiting.add(start);
      stopTimer = startTimer(fiber, milliseconds, () => {
        waiting.delete(start);
        resume(Effect.fail(onTimeout()));
      });
      return Effect.sync(() => {
        stopTimer();
        waiting.delete(start);
      });
    });
    const queued = Effect.suspend(() => {
      if (inFlight >= concurrency) return Effect.flatMap(turn, request);
      inFlight += 1;
      holdsSlot = true;
      return request();
    });
    // Added before the slot is taken: an interruption before that would lose it. Cheaper than
    // `acquireUseRelease`.
    return Effect.onExitPrimitive(queued, () => {
      if (holdsSlot) release();
      return undefined;
    });
  };
};
