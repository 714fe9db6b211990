import { ConfigurationError } from "@knetik-users/core";
import type { OnApplicationShutdown, OnModuleDestroy } from "@nestjs/common";
import * as Result from "effect/Result";
import { forgetSignedIn } from "../guard/signedInUsers.ts";
import { moduleOptionProblems } from "../module/moduleOptionProblems.ts";
import type { UsersModuleOptions } from "../module/usersModuleOptions.ts";
import { makeEngine, type Engine } from "./engine.ts";
import { UsersCalls } from "./usersCalls.ts";

const defaultShutdownTimeout = 10_000;

/**
 * KnetikCloud's Users API, for injection. It has every operation as a method that returns a Promise
 * and rejects with a typed error, `result` for those who do not want to catch, `all` and `pages` for
 * whole lists, and `effect` for those who write Effect.
 *
 * @example
 * ```ts
 * import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
 *
 * class Greeter {
 *   readonly #users: UsersService;
 *   constructor(@InjectUsers() users: UsersService) {
 *     this.#users = users;
 *   }
 *   async greet(id: number): Promise<string> {
 *     const user = await this.#users.getUser(id);
 *     return `Hello ${user.displayName ?? id}`;
 *   }
 * }
 * ```
 */
export class UsersService extends UsersCalls implements OnModuleDestroy, OnApplicationShutdown {
  readonly #options: UsersModuleOptions;
  readonly #engine: Engine;
  #stopping: { readonly timer: NodeJS.Timeout; readonly limit: Promise<void> } | undefined;

  /** Throws a `ConfigurationError` that lists every problem of the options. */
  constructor(options: UsersModuleOptions, name?: string) {
    const problems = moduleOptionProblems(options);
    const made = makeEngine(options, name);
    if (Result.isFailure(made)) {
      throw new ConfigurationError([...problems, ...made.failure.problems]);
    }
    const engine = made.success;
    if (problems.length > 0) {
      void engine.close();
      throw new ConfigurationError(problems);
    }
    super(
      {
        engine,
        forwardToken: options.forwardToken ?? false,
        cancelOnDisconnect: options.cancelOnDisconnect ?? true,
      },
      { token: "default" },
    );
    this.#options = options;
    this.#engine = engine;
    engine.onUserChanged((user, token) => {
      forgetSignedIn(this, user, token);
    });
  }

  /** The options that the module was given. Nothing that is printed of a service shows them. */
  get options(): UsersModuleOptions {
    return this.#options;
  }

  /** Whether a retry was denied within the last `milliseconds`, because the budget was spent. */
  retryBudgetSpentWithin(milliseconds: number): boolean {
    return this.#engine.budget.spentWithin(milliseconds);
  }

  /**
   * The application begins to stop. Requests that are being served may still call; from now on they
   * have `shutdownTimeout`.
   */
  onModuleDestroy(): void {
    this.#stop();
  }

  /**
   * The HTTP server has answered its last request, so nothing new comes: waits for what is under way
   * elsewhere, and ends the client. Not in `onModuleDestroy`, which Nest calls before that.
   */
  async onApplicationShutdown(): Promise<void> {
    const { timer, limit } = this.#stop();
    await Promise.race([this.#engine.inFlight.idle(), limit]);
    clearTimeout(timer);
    await this.#engine.close();
  }

  #stop() {
    if (this.#stopping === undefined) {
      const { shutdownTimeout = defaultShutdownTimeout } = this.#options;
      let timedOut = (): void => {};
      const limit = new Promise<void>((resolve) => (timedOut = resolve));
      const timer = setTimeout(() => {
        void this.#engine.close().finally(timedOut);
      }, shutdownTimeout);
      this.#stopping = { timer, limit };
    }
    return this.#stopping;
  }
}
