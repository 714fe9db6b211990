import * as Effect from "effect/Effect";
import type * as Fiber from "effect/Fiber";
import { startTimer } from "./timer.ts";

/**
 * Waits in a fiber for a promise that never rejects, at most for `milliseconds`. The signal is aborted
 * when the time is over or the fiber is interrupted. One timer, where `Effect.timeout` races two more
 * fibers.
 */
export const limitedPromise = <Value, A, B, E>(
  fiber: Fiber.Fiber<unknown, unknown>,
  options: {
    readonly start: (signal: AbortSignal) => Promise<Value>;
    readonly milliseconds: number;
    readonly onSettled: (value: Value) => Effect.Effect<A, E>;
    readonly onTimeout: () => Effect.Effect<B, E>;
  },
): Effect.Effect<A | B, E> =>
  Effect.callback((resume) => {
    const controller = new AbortController();
    const stopTimer = startTimer(fiber, options.milliseconds, () => {
      controller.abort();
      // Only the first of these counts.
      resume(Effect.suspend(options.onTimeout));
    });
    void options.start(controller.signal).then((value) => {
      stopTimer();
      resume(Effect.suspend(() => options.onSettled(value)));
    });
    return Effect.sync(() => {
      stopTimer();
      controller.abort();
    });
  });
