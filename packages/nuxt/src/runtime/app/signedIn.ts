import {
  defineNuxtRouteMiddleware,
  navigateTo,
  onNuxtReady,
  useNuxtApp,
  useRuntimeConfig,
} from "nuxt/app";
import type { PublicConfig } from "../../moduleOptions.ts";
import { useUserSession } from "./useUserSession.ts";

/**
 * Route middleware `signed-in`: sends visitors without a session to the sign-in page, with the page they wanted in
 * `?redirect=`.
 */
export default defineNuxtRouteMiddleware(async (to) => {
  const nuxt = useNuxtApp();
  const { signInPage } = useRuntimeConfig().public["users"] as PublicConfig;
  const { status, refresh } = useUserSession();
  const isSignedIn = () => status.value === "signed-in";
  const target = { path: signInPage, query: { redirect: to.fullPath } };
  if (isSignedIn() || to.path === signInPage) return undefined;
  if (status.value !== "pending") return navigateTo(target);
  // A page that was rendered for everybody knows its visitor only in the browser, once it is hydrated.
  if (import.meta.server) return undefined;
  if (!nuxt.isHydrating) {
    await refresh();
    return isSignedIn() ? undefined : navigateTo(target);
  }
  onNuxtReady(async () => {
    await refresh();
    if (!isSignedIn()) {
      await nuxt.runWithContext(() => navigateTo(target));
    }
  });
  return undefined;
});
