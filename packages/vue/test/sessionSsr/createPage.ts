import { createUsers, webSessionStorage } from "@knetik-users/vue";
import { QueryClient } from "@tanstack/vue-query";
import { createSSRApp } from "vue";
import App from "./App.vue";

/** An application whose session is restored in the browser, after hydration. */
export const createPage = (baseUrl: string) => {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  const users = createUsers({
    options: { baseUrl },
    session: { clientId: "web", storage: webSessionStorage("local"), restore: "manual" },
    queryClient,
  });
  return { app: createSSRApp(App).use(users), users, queryClient };
};
