import { getCurrentInstance, onMounted, onServerPrefetch, type Ref } from "vue";
import { unmarkHydrated } from "./hydratedErrors.ts";

/** Whether this is a server's rendering: nobody will be there to see what arrives later. */
export const rendersOnServer = (): boolean => typeof window === "undefined";

/** A page is rendered in a moment: what one component has read is fresh for the others. */
export const serverOptions = () => (rendersOnServer() ? { refetchOnMount: false } : {});

interface Query {
  readonly isPending: Readonly<Ref<boolean>>;
  readonly error: Readonly<Ref<unknown>>;
  readonly suspense: () => Promise<unknown>;
}

/**
 * Takes part in a server's rendering, which waits for the query, and in the browser's taking over. One that is disabled is not waited for: it would
 * never end. One that was answered for another component of the page is not asked again.
 */
export const renderOnServer = (query: Query, isEnabled: () => boolean): void => {
  if (getCurrentInstance() === null) return;
  onServerPrefetch(async () => {
    if (isEnabled() && query.isPending.value) await query.suspense();
  });
  onMounted(() => unmarkHydrated(query.error.value));
};
