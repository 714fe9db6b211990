import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Scope from "effect/Scope";
import type { Endpoints } from "./usersApi.ts";
import { configure } from "./configure.ts";
import { makePromiseClient } from "./makePromiseClient.ts";
import { makeUsersCalls } from "./makeUsersCalls.ts";
import type { UsersClientOptions } from "./clientOptions.ts";
import type { PartialUsersClient } from "./usersClient.ts";

/**
 * Creates a client of some endpoints only, so that bundlers drop the others. Throws a
 * `ConfigurationError` that lists every problem of the options.
 *
 * @example
 * ```ts
 * import { createPartialUsersClient } from "@knetik-users/core";
 * import { getUser } from "@knetik-users/core/endpoints";
 *
 * const users = createPartialUsersClient({ getUser }, { baseUrl: "http://127.0.0.1:8080" });
 * const user = await users.getUser(1);
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
