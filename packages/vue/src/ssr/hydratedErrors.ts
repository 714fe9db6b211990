const mark = Symbol.for("@knetik-users/vue/hydrated");

/** Notes on an error that it came with the page. On the error itself: nothing to leak, nothing to free. */
export const markHydrated = <E extends Error>(error: E): E =>
  Object.defineProperty(error, mark, { value: true, configurable: true });

/** Takes the note away, when the page is taken over: whoever comes later may ask again. */
export const unmarkHydrated = (error: unknown): void => {
  if (error instanceof Error) Reflect.deleteProperty(error, mark);
};

/** Whether an error came with the page that is being taken over. */
export const wasHydrated = (error: unknown): boolean => error instanceof Error && mark in error;
