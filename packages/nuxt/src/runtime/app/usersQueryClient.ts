import { QueryClient, VUE_QUERY_CLIENT } from "@tanstack/vue-query";
import { type App, inject } from "vue";

/** The application's query client, or one that does not read again in the browser what the server has just read. */
export const usersQueryClient = (app: App): QueryClient =>
  app.runWithContext(() => inject<QueryClient | undefined>(VUE_QUERY_CLIENT, undefined)) ??
  new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
