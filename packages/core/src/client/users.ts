import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type * as Scope from "effect/Scope";
import { contract } from "../contract/contract.ts";
import { ConfigurationError } from "../errors/configurationError.ts";
import type { UsersApi } from "./api.ts";
import { configure } from "./configuration.ts";
import { makeEngine } from "./engine.ts";
import { makeApi } from "./makeApi.ts";
import type { UsersClientOptions } from "./options.ts";

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
  /** Makes the service; its scope ends what goes on in the background. */
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
      return makeApi(contract, yield* makeEngine(configuration));
    });
  }

  /** Provides the service. Fails with a {@link ConfigurationError} that lists every problem. */
  static layer(options: UsersClientOptions): Layer.Layer<Users, ConfigurationError> {
    return Layer.effect(Users, Users.make(options));
  }
}
