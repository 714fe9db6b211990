import { getCurrentInstance, onServerPrefetch, type Ref } from "vue";

/** Whether this is a server's rendering: nobody will be there to see what arrives later. */
export const rendersOnServer = (): boolean => typeof window === "undefined";

interface Query {
  readonly isError: Readonly<Ref<boolean>>;
  readonly suspense: () => Promise<unknown>;
}

/**
 * Makes a server's rendering wait for a query. One that is disabled is not waited for: it would
 * never end. One that has failed for another component of the page is not asked again.
 */
export const prefetchOnServer = (query: Query, isEnabled: () => boolean): void => {
  if (getCurrentInstance() === null) return;
  onServerPrefetch(async () => {
    if (isEnabled() && !query.isError.value) await query.suspense();
  });
};
