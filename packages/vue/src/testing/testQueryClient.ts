import { QueryClient } from "@tanstack/vue-query";

/** Without timers, which would keep the process of a test running. */
export const testQueryClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } });
