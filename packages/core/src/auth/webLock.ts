import type { TokenStore } from "./tokenStore.ts";

/**
 * A {@link TokenStore} `lock` for the tabs and workers of one origin: a Web Lock with this name.
 * `undefined` where the platform has none, as on pages that are served over `http:`; clients then read
 * the store again if another tab used the refresh token first.
 *
 * @example
 * ```ts
 * import { createUsersClient, webLock } from "@knetik-users/core";
 *
 * const key = "users-token";
 * const users = createUsersClient({
 *   baseUrl: "http://127.0.0.1:8080",
 *   auth: { grant: "password", clientId: "web", username: "jdoe", password: "sandbox-jdoe" },
 *   tokenStore: {
 *     get: () => JSON.parse(localStorage.getItem(key) ?? "null"),
 *     set: (token) => localStorage.setItem(key, JSON.stringify(token ?? null)),
 *     lock: webLock(key),
 *   },
 * });
 * console.log(users);
 * ```
 */
export const webLock = (name: string): TokenStore["lock"] => {
  const platform: { readonly navigator?: { readonly locks?: LockManager | null } } = globalThis;
  const locks = platform.navigator?.locks ?? undefined;
  return locks && ((run) => locks.request(name, run));
};
