import type { SessionStatus, UsersPlugin } from "@knetik-users/vue";
import { nextTick, type Ref, watch } from "vue";
import { createRouter, createWebHistory, type Router } from "vue-router";
import { routes } from "./routes.ts";
import { signInLocation } from "../session/signInLocation.ts";
import { hasUnsavedInput, mayLeave } from "../unsaved/unsavedForms.ts";

declare module "vue-router" {
  interface RouteMeta {
    /** A page that needs no session. */
    readonly open?: boolean;
  }
}

const whenKnown = (status: Readonly<Ref<SessionStatus>>) =>
  new Promise<SessionStatus>((resolve) => {
    const stop = watch(
      status,
      (now) => {
        if (now === "restoring") return;
        resolve(now);
        queueMicrotask(() => stop());
      },
      { immediate: true },
    );
  });

/** Creates the router. Pages that are not open require a session. */
export const createConsoleRouter = ({ session }: Pick<UsersPlugin, "session">): Router => {
  if (session === undefined) throw new TypeError("The console needs a session.");
  const router = createRouter({
    history: createWebHistory(),
    routes,
    // oxlint-disable-next-line typescript/no-deprecated -- its replacement is experimental
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
  // Without a session nothing can be saved, so do not ask.
  router.beforeEach(
    (to, from) => to.path === from.path || session.status.value !== "signed-in" || mayLeave(),
  );
  router.beforeEach(async (to) => {
    if (to.meta.open === true) return true;
    return (await whenKnown(session.status)) === "signed-in" || signInLocation(to.fullPath);
  });
  window.addEventListener("beforeunload", (event) => {
    if (hasUnsavedInput()) event.preventDefault();
  });
  // A session may end while a page is open.
  watch(session.status, (status) => {
    const here = router.currentRoute.value;
    // Before the first navigation the guard above decides.
    if (here.matched.length === 0) return;
    // An expired one is renewed in a dialog over the page.
    if (status !== "signed-out" || here.meta.open === true) return;
    void router.push({ name: "sign-in" });
  });
  // Moves the focus of screen readers to the heading. The first page is left to the browser.
  router.afterEach(async (to, from) => {
    if (from.matched.length === 0 || to.path === from.path) return;
    await nextTick();
    document.querySelector("h1")?.focus({ preventScroll: true });
  });
  return router;
};
