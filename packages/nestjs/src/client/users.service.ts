import { ConfigurationError } from "@knetik-users/core";
import type { OnApplicationShutdown, OnModuleDestroy } from "@nestjs/common";
import * as Result from "effect/Result";
import { moduleOptionProblems, noOptions } from "../options/module-option-problems.ts";
import type { UsersModuleOptions } from "../options/users-module-options.ts";
import { makeServiceClient, type ServiceClient } from "./service-client.ts";
import { provideUserChanges } from "./user-changes.ts";
import { UsersCalls } from "./users-calls.ts";

const defaultShutdownTimeout = 10_000;

/**
 * KnetikCloud's Users API as an injectable service. Every operation is a method that returns a Promise
 * and rejects with a typed error. `result` returns errors as values, `all` and `pages` iterate over
 * lists, and `effect` is the Effect service.
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
  readonly #client: ServiceClient;
  #stopping: { readonly timer: NodeJS.Timeout; readonly limit: Promise<void> } | undefined;

  /** Throws a `ConfigurationError` that lists every problem of the options. */
  constructor(options: UsersModuleOptions, name?: string) {
    if (typeof (options as unknown) !== "object" || (options as unknown) === null) {
      throw new ConfigurationError([noOptions(options)]);
    }
    const problems = moduleOptionProblems(options);
    const made = makeServiceClient(options, name);
    if (Result.isFailure(made)) {
      const found = new Set(problems.map(({ option }) => option));
      // The core finds misspelt options, too, but does not know those of the module.
      const others = made.failure.problems.filter(({ option }) => !found.has(option));
      throw new ConfigurationError([...problems, ...others]);
    }
    const client = made.success;
    if (problems.length > 0) {
      void client.close();
      throw new ConfigurationError(problems);
    }
    super(
      {
        client,
        forwardToken: options.forwardToken ?? false,
        forwardAddress: options.forwardAddress ?? false,
        cancelOnDisconnect: options.cancelOnDisconnect ?? "reads",
      },
      { token: "default" },
    );
    this.#options = options;
    this.#client = client;
    provideUserChanges(this, client.onUserChanged);
  }

  /** The options of the module. A private field, so that printing the service shows no secret. */
  get options(): UsersModuleOptions {
    return this.#options;
  }

  /** `true` if the retry budget has prevented a retry within the last `milliseconds`. */
  retryBudgetSpentWithin(milliseconds: number): boolean {
    return this.#client.retryBudget.spentWithin(milliseconds);
  }

  /**
   * Starts the shutdown. Requests in progress may still make calls, for up to `shutdownTimeout`.
   */
  onModuleDestroy(): void {
    this.#stop();
  }

  /**
   * Waits for the calls in flight and closes the client. Not in `onModuleDestroy`, which Nest calls while
   * the HTTP server still handles requests.
   */
  async onApplicationShutdown(): Promise<void> {
    const { timer, limit } = this.#stop();
    await Promise.race([this.#client.idle(), limit]);
    clearTimeout(timer);
    await this.#client.close();
  }

  #stop() {
    if (this.#stopping === undefined) {
      const { shutdownTimeout = defaultShutdownTimeout } = this.#options;
      let timedOut = (): void => {};
      const limit = new Promise<void>((resolve) => (timedOut = resolve));
      const timer = setTimeout(() => {
        void this.#client.close().finally(timedOut);
      }, shutdownTimeout);
      this.#stopping = { timer, limit };
    }
    return this.#stopping;
  }
}
