import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type * as Fiber from "effect/Fiber";
import { isLive } from "./monotonicTime.ts";

/**
 * Calls `onElapsed` after a number of milliseconds by the clock of a fiber. Returns a function that stops
 * the timer.
 */
export const startTimer = (
  fiber: Fiber.Fiber<unknown, unknown>,
  milliseconds: number,
  onElapsed: () => void,
): (() => void) => {
  if (isLive(fiber.getRef(Clock.Clock))) {
    // What the live clock does, without a fiber.
    const timer = setTimeout(onElapsed, Math.max(0, milliseconds));
    return () => clearTimeout(timer);
  }
  const sleeping = Effect.runForkWith(fiber.context)(Effect.sleep(milliseconds));
  sleeping.addObserver((exit) => {
    if (Exit.isSuccess(exit)) onElapsed();
  });
  return () => sleeping.interruptUnsafe();
};
