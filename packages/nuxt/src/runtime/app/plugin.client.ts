import { createUsersWithClient, hydrateUsers } from "@knetik-users/vue";
import { defineNuxtPlugin, onNuxtReady, useRuntimeConfig, useState } from "nuxt/app";
import type { PublicConfig } from "../../moduleOptions.ts";
import type { SessionState } from "../shared/sessionState.ts";
import { browserSession } from "./browserSession.ts";
import { providePage } from "./providePage.ts";
import { dataKey, stateKey } from "./stateKeys.ts";
import { usersQueryClient } from "./usersQueryClient.ts";

/** Continues with the session that the server rendered, or asks for it before the first middleware. */
export default defineNuxtPlugin({
  name: "knetik-users",
  setup: async (nuxt) => {
    const { app, public: shared } = useRuntimeConfig();
    const { baseURL } = app as { readonly baseURL: string };
    const { path } = shared["users"] as PublicConfig;
    const state = useState<SessionState>(stateKey, () => ({ status: "pending" }));
    const data = useState<string>(dataKey, () => "");
    const queryClient = usersQueryClient(nuxt.vueApp);
    const session = browserSession({
      state,
      path,
      base: baseURL.replace(/\/$/, ""),
      onChange: () => users.clear(),
    });
    const users = createUsersWithClient(session.client, queryClient);

    if (data.value !== "") hydrateUsers(queryClient, data.value);
    const isRendered = nuxt.payload.serverRendered === true;
    // A page that was rendered for everybody is hydrated as it is, and only then shows its visitor.
    if (isRendered && ["pending", "expired"].includes(state.value.status)) {
      onNuxtReady(() => session.refresh());
    }
    if (!isRendered) {
      // In braces: Nuxt's transform of `await` breaks a branch without them.
      await session.refresh();
    }
    providePage(nuxt.vueApp, users, session);
  },
});
