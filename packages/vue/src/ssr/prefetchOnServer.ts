import { getCurrentInstance, onServerPrefetch, type Ref } from "vue";

/** Whether this is a server's rendering: nobody will be there to see what arrives later. */
export const rendersOnServer = (): boolean => typeof window === "undefined";

/** A page is rendered in a moment: what one component has read is fresh for the others. */
export const serverOptions = () => (rendersOnServer() ? { refetchOnMount: false } : {});

interface Query {
  readonly isPending: Readonly<Ref<boolean>>;
  readonly suspense: () => Promise<unknown>;
}

/**
 * Makes a server's rendering wait for a query. One that is disabled is not waited for: it would
 * never end. One that was answered for another component of the page is not asked again.
 */
export const prefetchOnServer = (query: Query, isEnabled: () => boolean): void => {
  if (getCurrentInstance() === null) return;
  onServerPrefetch(async () => {
    if (isEnabled() && query.isPending.value) await query.suspense();
  });
};
