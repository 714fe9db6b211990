import { createUsers, dehydrateUsers, hydrateUsers } from "@knetik-users/vue";
import { QueryClient } from "@tanstack/vue-query";
import { defineNuxtPlugin, useCookie, useRuntimeConfig, useState } from "nuxt/app";

/** On the server this runs once per request, with its own client and cache. */
export default defineNuxtPlugin((nuxt) => {
  const { usersUrl } = useRuntimeConfig().public;
  const token = useCookie("token").value;
  // Fresh for a minute, so that the browser does not refetch what the server has just loaded.
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  const options = { baseUrl: String(usersUrl), ...(token && { auth: { token } }) };
  nuxt.vueApp.use(createUsers({ options, queryClient }));

  const state = useState<string>("users", () => "");
  if (import.meta.server) {
    nuxt.hook("app:rendered", () => {
      state.value = dehydrateUsers(queryClient);
    });
  } else if (state.value !== "") {
    hydrateUsers(queryClient, state.value);
  }
});
