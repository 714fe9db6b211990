import { createUsersWithClient, dehydrateUsers, userQueryOptions } from "@knetik-users/vue";
import { defineNuxtPlugin, useRequestEvent, useState } from "nuxt/app";
import type { PageServer } from "../shared/pageServer.ts";
import type { SessionState } from "../shared/sessionState.ts";
import { providePage } from "./providePage.ts";
import { dataKey, stateKey } from "./stateKeys.ts";
import { usersQueryClient } from "./usersQueryClient.ts";

const inBrowserOnly = (name: string) => () =>
  Promise.reject(new Error(`${name}() works in the browser only. Call it in an event handler.`));

/** Before the first middleware: the session of the request, its user, and the client that acts for it. */
export default defineNuxtPlugin({
  name: "knetik-users",
  setup: async (nuxt) => {
    const event = useRequestEvent();
    const server = event?.context["knetikUsers"] as PageServer | undefined;
    if (event === undefined || server === undefined) return;

    const state = useState<SessionState>(stateKey, () => ({ status: "pending" }));
    const data = useState<string>(dataKey, () => "");
    const queryClient = usersQueryClient(nuxt.vueApp);
    const client = server.client(event);

    if (!server.isShared(event)) {
      const session = await server.session(event);
      try {
        await session.token();
        if (session.state().status === "signed-in") {
          await queryClient.query(userQueryOptions(client, "me"));
        }
      } catch {
        // The page shows the error of the query; without an API there is no user to show.
      }
      state.value = session.state();
    }

    providePage(nuxt.vueApp, createUsersWithClient(client, queryClient), {
      state,
      refresh: () => Promise.resolve(),
      signIn: inBrowserOnly("signIn"),
      signOut: inBrowserOnly("signOut"),
    });
    nuxt.hook("app:rendered", () => {
      data.value = dehydrateUsers(queryClient);
    });
  },
});
