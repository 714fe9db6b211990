import type { Redactor } from "./redactor.ts";

/** What of an error a logger may print: the error, its own properties, and its causes. */
const printed = (error: Error, depth = 0): string => {
  const own = Object.entries(error).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const cause = error.cause instanceof Error && depth < 5 ? printed(error.cause, depth + 1) : "";
  const other = error.cause instanceof Error ? "" : JSON.stringify(error.cause);
  return [String(error), error.stack, ...own, cause, other].join("\n");
};

/** The error itself, or a copy without the secrets that it contains. */
export const safeCause = (error: Error, redact: Redactor): Error => {
  try {
    const text = printed(error);
    if (redact(text) === text) return error;
  } catch {
    // It has values that JSON cannot hold.
  }
  const copy = new Error(redact(error.message));
  copy.name = redact(error.name);
  copy.stack = redact(error.stack ?? "");
  return copy;
};
