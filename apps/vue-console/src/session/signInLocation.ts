import type { LocationQueryValue, RouteLocationRaw } from "vue-router";

/** The sign-in page, which leads back to the requested page. */
export const signInLocation = (next: string): RouteLocationRaw => ({
  name: "sign-in",
  query: next === "/" ? {} : { next },
});

/**
 * The location after signing in. Only pages of this console are allowed, because anyone can write a
 * link.
 */
export const nextLocation = (
  next: LocationQueryValue | ReadonlyArray<LocationQueryValue> | undefined,
): string => (typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/");
