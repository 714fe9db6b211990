import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type * as Scope from "effect/Scope";
import { contract } from "../contract/contract.ts";
import { ConfigurationError } from "../errors/configurationError.ts";
import type { UsersApi } from "./usersApi.ts";
import { configure } from "./configure.ts";
import { makeUsersApi } from "./makeUsersApi.ts";
import type { UsersClientOptions } from "./clientOptions.ts";

/**
 * The Users API as an Effect service.
 *
 * @example
 * ```ts
 * import { Users } from "@knetik-users/core/effect";
 * import * as Effect from "effect/Effect";
 *
 * const program = Effect.gen(function* () {
 *   const users = yield* Users;
 *   return yield* users.getUser(42);
 * }).pipe(
 *   Effect.catchTag("UserNotFound", () => Effect.succeed(undefined)),
 *   Effect.provide(Users.layer({ baseUrl: "http://127.0.0.1:8080" })),
 * );
 * ```
 */
export class Users extends Context.Service<Users, UsersApi>()("@knetik-users/core/Users") {
  /** Makes the service. Closing its scope cancels token requests that are still in flight. */
  static make(
    options: UsersClientOptions,
  ): Effect.Effect<UsersApi, ConfigurationError, Scope.Scope> {
    return Effect.gen(function* () {
      const configuration = yield* Effect.try({
        try: () => configure(options),
        catch: (error) => error,
      }).pipe(
        Effect.catch((error) =>
          error instanceof ConfigurationError ? Effect.fail(error) : Effect.die(error),
        ),
      );
      return yield* makeUsersApi(contract, configuration);
    });
  }

  /** Provides the service. Fails with a {@link ConfigurationError} that lists every problem. */
  static layer(options: UsersClientOptions): Layer.Layer<Users, ConfigurationError> {
    return Layer.effect(Users, Users.make(options));
  }
}
