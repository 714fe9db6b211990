import type * as Fiber from "effect/Fiber";

/** `true` if debug messages of a fiber are logged. */
export const logsDebug = ({ cache }: Fiber.Fiber<unknown, unknown>): boolean => {
  const level = cache.minimumLogLevel;
  return level === "Debug" || level === "Trace" || level === "All";
};
