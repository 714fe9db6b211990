import type { UsersClient } from "@knetik-users/core";
import type { QueryClient } from "@tanstack/vue-query";
import { makePlugin, type UsersPlugin } from "./makePlugin.ts";

/**
 * Creates the plugin for a client of your own, which you close yourself. The same as `createUsers({ client })`, without
 * the code of sessions, which a bundler then leaves out.
 *
 * @example
 * ```ts
 * import { createUsersClient } from "@knetik-users/core";
 * import { createUsersWithClient } from "@knetik-users/vue";
 * import { createApp } from "vue";
 *
 * const client = createUsersClient({ baseUrl: "http://127.0.0.1:8080" });
 * createApp({}).use(createUsersWithClient(client)).mount("#app");
 * ```
 */
export const createUsersWithClient = (
  client: UsersClient,
  queryClient?: QueryClient,
): UsersPlugin<undefined> =>
  makePlugin(queryClient, () => ({ client, session: undefined, close: () => Promise.resolve() }));
