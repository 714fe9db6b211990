import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Scope from "effect/Scope";
import type { Endpoints } from "../contract/selection.ts";
import { configure } from "./configure.ts";
import { makePromiseClient } from "./makePromiseClient.ts";
import { makeUsersCalls } from "./makeUsersCalls.ts";
import type { UsersClientOptions } from "./clientOptions.ts";
import type { PartialUsersClient } from "./usersClient.ts";

/**
 * Creates a client of other endpoints than those of the Users API, such as those for administration of
 * this project's server. Throws a `ConfigurationError` that lists every problem of the options.
 *
 * @example
 * ```ts
 * import { createPartialUsersClient } from "@knetik-users/core";
 * import { adminContract } from "@knetik-users/core/admin";
 *
 * const admin = createPartialUsersClient(adminContract, {
 *   baseUrl: "http://127.0.0.1:8080",
 *   auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
 * });
 * console.log((await admin.getStatistics()).users);
 * await admin.close();
 * ```
 */
export const createPartialUsersClient = <const Selection extends Endpoints>(
  selection: Selection,
  options: UsersClientOptions,
): PartialUsersClient<Selection> => {
  const configuration = configure(options);
  const scope = Effect.runSync(Scope.make());
  const calls = Effect.runSync(Scope.provide(makeUsersCalls(selection, configuration), scope));
  return makePromiseClient(selection, calls, Scope.close(scope, Exit.void));
};
