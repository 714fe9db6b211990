import { getCurrentInstance, onMounted, onServerPrefetch, type Ref } from "vue";
import { unmarkHydrated } from "./hydratedErrors.ts";

/** `true` during server rendering. */
export const isServer = (): boolean => typeof window === "undefined";

/** During server rendering, data that one component has read is fresh for the others. */
export const serverOptions = () => (isServer() ? { refetchOnMount: false } : {});

interface Query {
  readonly isPending: Readonly<Ref<boolean>>;
  readonly error: Readonly<Ref<unknown>>;
  readonly suspense: () => Promise<unknown>;
}

/**
 * Makes server rendering wait for a query, unless it is disabled or another component has already
 * fetched it, and removes the hydration mark in the browser.
 */
export const prefetchOnServer = (query: Query, isEnabled: () => boolean): void => {
  if (getCurrentInstance() === null) return;
  onServerPrefetch(async () => {
    if (isEnabled() && query.isPending.value) await query.suspense();
  });
  onMounted(() => unmarkHydrated(query.error.value));
};
