import type { UsersPlugin } from "@knetik-users/vue";
import { useUser } from "@knetik-users/vue";
import { computed, effectScope } from "vue";
import type { App } from "vue";
import { type PageSession, pageContextKey } from "./pageSession.ts";

/** Installs the composables, and the session with its user for `useUserSession`. */
export const providePage = (app: App, users: UsersPlugin, session: PageSession): void => {
  app.use(users);
  const isSignedIn = computed(() => session.state.value.status === "signed-in");
  const me = app.runWithContext(() =>
    effectScope(true).run(() => useUser(() => (isSignedIn.value ? "me" : undefined))),
  );
  if (me === undefined) return;
  app.provide(pageContextKey, {
    session,
    user: computed(() => (isSignedIn.value ? me.data.value : undefined)),
    userError: me.error,
  });
};
