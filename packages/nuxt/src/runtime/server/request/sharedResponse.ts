import type { H3Event } from "h3";
import { getRouteRules } from "#imports";
import { allowsSharedCaching } from "./responseCaching.ts";

const isSet = (rule: unknown): boolean => rule !== undefined && rule !== false;

/**
 * Whether a response may be shown to other visitors, by the rules of its route. It must not know this one: Nitro
 * removes the cookie from requests of cached routes, but a platform with its own cache (`isr`) does not.
 */
export const isShared = (event: H3Event): boolean => {
  const { cache, isr, prerender, headers } = getRouteRules(event);
  return (
    Boolean(import.meta.prerender) ||
    [cache, isr, prerender].some(isSet) ||
    Object.entries(headers ?? {}).some(([name, value]) => allowsSharedCaching(name, value))
  );
};
