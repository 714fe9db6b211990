/** Where a method of the client was called. */
export interface CallSite {
  readonly stack?: string;
}

// Only V8 has it. Elsewhere the frames of this library come first.
const { captureStackTrace } = Error as {
  readonly captureStackTrace?: (target: object, above: object) => void;
};

/** Notes the stack of the caller of `method`. It is only formatted if the call fails. */
export const captureCallSite = (method: object): CallSite => {
  if (captureStackTrace === undefined) return new Error("call");
  const site: CallSite = {};
  captureStackTrace(site, method);
  return site;
};

/** Makes the stack of an error that of the call, instead of one of fibers and timers. */
export const setCallSite = (error: unknown, { stack = "" }: CallSite): void => {
  if (!(error instanceof Error)) return;
  const value =
    captureStackTrace === undefined
      ? stack
      : [String(error), ...stack.split("\n").slice(1)].join("\n");
  Object.defineProperty(error, "stack", { value, configurable: true, writable: true });
};
