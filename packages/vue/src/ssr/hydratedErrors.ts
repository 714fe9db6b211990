const mark = Symbol.for("@knetik-users/vue/hydrated");

/** Marks an error as hydrated from the server-rendered page. */
export const markHydrated = <E extends Error>(error: E): E =>
  Object.defineProperty(error, mark, { value: true, configurable: true });

/** Removes the mark after hydration, so that later mounts refetch. */
export const unmarkHydrated = (error: unknown): void => {
  if (error instanceof Error) Reflect.deleteProperty(error, mark);
};

/** Checks whether an error comes from the page that is being hydrated. */
export const wasHydrated = (error: unknown): boolean => error instanceof Error && mark in error;
