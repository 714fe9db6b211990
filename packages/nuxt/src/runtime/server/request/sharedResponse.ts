import type { H3Event } from "h3";
import { getRouteRules, useRuntimeConfig } from "#imports";
import { allowsSharedCaching } from "./responseCaching.ts";

const isSet = (rule: unknown): boolean => rule !== undefined && rule !== false;

/** The module's own routes answer one visitor, whatever a rule for many paths says, such as `"/**": { headers }`. */
const isOwnRoute = (event: H3Event): boolean => {
  const { app, public: shared } = useRuntimeConfig(event);
  return event.path.startsWith(`${app.baseURL.replace(/\/$/, "")}${shared.users.path}/`);
};

/**
 * Whether a response may be shown to other visitors, by the rules of its route. It must not know this one: Nitro
 * removes the cookie from requests of cached routes, but a platform with its own cache (`isr`) does not.
 */
export const isShared = (event: H3Event): boolean => {
  if (isOwnRoute(event)) return false;
  const { cache, isr, prerender, headers } = getRouteRules(event);
  return (
    Boolean(import.meta.prerender) ||
    [cache, isr, prerender].some(isSet) ||
    Object.entries(headers ?? {}).some(([name, value]) => allowsSharedCaching(name, value))
  );
};
