import type { Redactor } from "./redactor.ts";

/** Printed of an error even where they are inherited. */
const printedOfErrors = ["name", "message", "stack", "cause", "errors"];

/** Methods with which an object replaces what is printed of it. */
const customPrinters = ["toJSON", Symbol.for("nodejs.util.inspect.custom")];

const isTransparent = (value: object): boolean => {
  if (customPrinters.some((printer) => printer in value)) return false;
  if (value instanceof Error || Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/**
 * The text that a logger may print of an error: its properties, causes and parts. `undefined` if it holds
 * something whose content cannot be listed, such as a function, a `Map` or a `Headers`.
 */
const printableText = (value: unknown, seen = new Set<object>()): string | undefined => {
  if (typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null) return String(value);
  if (seen.has(value)) return "";
  seen.add(value);
  if (!isTransparent(value)) return undefined;
  const names = new Set(Reflect.ownKeys(value));
  if (value instanceof Error) for (const name of printedOfErrors) names.add(name);
  let all = "";
  for (const name of names) {
    const text = printableText(Reflect.get(value, name), seen);
    if (text === undefined) return undefined;
    all += `${String(name)}: ${text}\n`;
  }
  return all;
};

const isSafe = (error: Error, redact: Redactor): boolean => {
  try {
    const text = printableText(error);
    return text !== undefined && redact(text) === text;
  } catch {
    // A getter threw, or the causes are nested too deeply.
    return false;
  }
};

/**
 * The error itself if everything that it holds is known to contain no secret. Otherwise a copy with only
 * its name, message and stack, redacted: without its class, its cause and its other properties.
 */
export const safeCause = (error: Error, redact: Redactor): Error => {
  if (isSafe(error, redact)) return error;
  const copy = new Error(redact(error.message));
  copy.name = redact(error.name);
  copy.stack = redact(error.stack ?? "");
  return copy;
};
