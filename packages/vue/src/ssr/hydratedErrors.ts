const mark = Symbol.for("@knetik-users/vue/hydrated");

/** Notes on an error that it came with the page. On the error itself: nothing to leak, nothing to free. */
export const markHydrated = <E extends Error>(error: E): E =>
  Object.defineProperty(error, mark, { value: true });

/** Whether an error came with the page. */
export const wasHydrated = (error: unknown): boolean => error instanceof Error && mark in error;
