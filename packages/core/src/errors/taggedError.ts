import * as Data from "effect/Data";

type Inspect = (value: unknown, options: object) => string;

/**
 * The base of this library's errors. Node's console prints a `Data.TaggedError` as an object without a
 * stack. These errors are printed like any other error: with name, message, stack and fields.
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
