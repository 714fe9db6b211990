import { createUsers, dehydrateUsers, hydrateUsers } from "@knetik-users/vue";
import { QueryClient } from "@tanstack/vue-query";
import { defineNuxtPlugin, useCookie, useRuntimeConfig, useState } from "nuxt/app";

/** On the server this runs once per request, with its own client and cache. */
export default defineNuxtPlugin((nuxt) => {
  const baseUrl = String(useRuntimeConfig().public["usersUrl"]);
  const token = useCookie("token").value;
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  nuxt.vueApp.use(
    createUsers({ options: { baseUrl, ...(token && { auth: { token } }) }, queryClient }),
  );

  const state = useState<string>("users", () => "");
  if (import.meta.server) {
    nuxt.hook("app:rendered", () => {
      state.value = dehydrateUsers(queryClient);
    });
  } else if (state.value !== "") {
    hydrateUsers(queryClient, state.value);
  }
});
