import { createUsers } from "@knetik-users/vue";
import { QueryClient } from "@tanstack/vue-query";
import { createSSRApp } from "vue";
import App from "./App.vue";

/** Creates the application: on the server once per request, in the browser once. */
export const createPage = (baseUrl: string, token: string | undefined) => {
  // Fresh for a minute, so that the browser does not refetch what the server has just loaded.
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  const options = token === undefined ? { baseUrl } : { baseUrl, auth: { token } };
  const users = createUsers({ options, queryClient });
  return { app: createSSRApp(App).use(users), users, queryClient };
};
