import { accountOf } from "../auth/account.ts";
import type { UsersClientOptions } from "./clientOptions.ts";
import { configure } from "./configure.ts";

/**
 * The `account` of tokens that a client with these options stores, for a token that you store yourself.
 * `undefined` if the client does not request tokens: without `auth`, or with `{ token }`. Throws a
 * `ConfigurationError` for invalid options.
 *
 * @example
 * ```ts
 * import {
 *   createUsersClient,
 *   memoryTokenStore,
 *   tokenAccount,
 *   type UsersClientOptions,
 * } from "@knetik-users/core";
 *
 * const options: UsersClientOptions = {
 *   baseUrl: "http://127.0.0.1:8080",
 *   auth: { grant: "refresh_token", clientId: "web", refreshToken: "…" },
 * };
 * const saved = { accessToken: "…", refreshToken: "…" };
 * const users = createUsersClient({
 *   ...options,
 *   tokenStore: memoryTokenStore({ ...saved, account: tokenAccount(options) }),
 * });
 * console.log(users);
 * ```
 */
export const tokenAccount = (options: UsersClientOptions): string | undefined => {
  const { auth, ...api } = configure(options);
  return auth === undefined || "token" in auth ? undefined : accountOf(api, auth);
};
