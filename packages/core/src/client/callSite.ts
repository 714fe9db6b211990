/** Where a method of the client was called. */
export interface CallSite {
  readonly method: object;
  readonly stack?: string;
}

// Only V8 has it. Elsewhere the frames of this library come first.
const v8Error = Error as {
  readonly captureStackTrace?: (target: object, above: object) => void;
  readonly stackTraceLimit?: number;
};
const { captureStackTrace } = v8Error;

const setFrameLimit = (limit: number) => {
  // Not an assignment, which throws where `Error` is frozen.
  Reflect.set(Error, "stackTraceLimit", limit);
};

/**
 * Notes the stack of the caller of `method`, or only its first frames: each costs half a microsecond. It is
 * formatted if the call fails.
 */
export const captureCallSite = (method: object, maxFrames = Infinity): CallSite => {
  if (captureStackTrace === undefined) return Object.assign(new Error("call"), { method });
  const site: CallSite = { method };
  const { stackTraceLimit: limit = 0 } = v8Error;
  const isShortened = limit > maxFrames;
  if (isShortened) setFrameLimit(maxFrames);
  captureStackTrace(site, method);
  if (isShortened) setFrameLimit(limit);
  return site;
};

const framesOf = (stack: string): ReadonlyArray<string> => stack.split("\n").slice(1);

const functionOf = (frame: string): string => frame.replace(/^ *at (async )?|:\d+:\d+\)?$/g, "");

/** The functions that await the running method, which V8 finds without a noted stack. */
const awaitingFrames = (method: object): ReadonlyArray<string> => {
  const site: { readonly stack?: string } = {};
  captureStackTrace?.(site, method);
  return framesOf(site.stack ?? "");
};

/**
 * Makes the stack of an error that of the call, instead of one of fibers and timers. Called by the method
 * itself, so that the functions that await it follow on the noted frames.
 */
export const setCallSite = (error: unknown, { method, stack = "" }: CallSite): void => {
  if (!(error instanceof Error)) return;
  const noted = framesOf(stack);
  const known = new Set(noted.map(functionOf));
  const awaiting = awaitingFrames(method);
  const shown = awaiting.map((frame) => known.has(functionOf(frame))).lastIndexOf(true);
  const value =
    captureStackTrace === undefined
      ? stack
      : [String(error), ...noted, ...awaiting.slice(shown + 1)].join("\n");
  Object.defineProperty(error, "stack", { value, configurable: true, writable: true });
};
