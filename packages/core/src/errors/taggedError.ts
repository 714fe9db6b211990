import * as Data from "effect/Data";

type Inspect = (value: unknown, options: object) => string;

/**
 * The base of this library's errors: `Data.TaggedError`, which Node's console prints as an object without
 * a stack. This one is printed as any other error: name, message, stack, fields.
 */
export const TaggedError: typeof Data.TaggedError = (tag) => {
  const Base = Data.TaggedError(tag);
  Object.defineProperty(Base.prototype, Symbol.for("nodejs.util.inspect.custom"), {
    value(this: object, _depth: number, options: object, inspect: Inspect) {
      return inspect(this, { ...options, customInspect: false });
    },
    configurable: true,
    writable: true,
  });
  return Base;
};
