import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Scope from "effect/Scope";
import type { Endpoints } from "./api.ts";
import { configure } from "./configuration.ts";
import { makeEngine } from "./engine.ts";
import { makeApi } from "./makeApi.ts";
import type { UsersClientOptions } from "./options.ts";
import type { PartialUsersClient } from "./promiseApi.ts";
import { promiseClient } from "./promiseClient.ts";

/**
 * Makes a client of some endpoints only, so that a bundler leaves the others out. Throws a
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
  const engine = Effect.runSync(Scope.provide(makeEngine(configuration), scope));
  return promiseClient(selection, makeApi(selection, engine), Scope.close(scope, Exit.void));
};
