import type * as Fiber from "effect/Fiber";
import * as References from "effect/References";

/** `true` if debug messages of a fiber are logged. */
export const logsDebug = (fiber: Fiber.Fiber<unknown, unknown>): boolean => {
  const level = fiber.getRef(References.MinimumLogLevel);
  return level === "Debug" || level === "Trace" || level === "All";
};
