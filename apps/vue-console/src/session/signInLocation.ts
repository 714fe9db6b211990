import type { LocationQueryValue, RouteLocationRaw } from "vue-router";

/** The sign-in page, which leads back to where somebody wanted to go. */
export const signInLocation = (next: string): RouteLocationRaw => ({
  name: "sign-in",
  query: next === "/" || next === "/users" ? {} : { next },
});

/** Where to go after signing in. Only to pages of this console: links are written by anybody. */
export const nextLocation = (
  next: LocationQueryValue | ReadonlyArray<LocationQueryValue> | undefined,
): string => (typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/users");
