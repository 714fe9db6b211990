import { ConfigurationError, createUsersClient, type UsersClientOptions } from "@knetik-users/core";
import type { UsersServer, UsersServerOptions } from "@knetik-users/server";
import type { OnApplicationShutdown, ValueProvider } from "@nestjs/common";

/** Base URL of the in-process API. No request leaves the process. */
const sandboxUrl = "http://localhost";

const load = async () => {
  try {
    return await import("@knetik-users/server");
  } catch (cause) {
    const error = new ConfigurationError([
      {
        code: "KUN1101",
        option: "UsersTestingModule",
        why: "Could not load the package @knetik-users/server, which it runs.",
        fix: "Install it: npm install --save-dev @knetik-users/server (Node 24.7 or later).",
      },
    ]);
    error.cause = cause;
    throw error;
  }
};

/**
 * The Users API in this process, without a socket. Provided by `UsersTestingModule`; `UsersSandbox.start`
 * starts one for an application whose own module is tested.
 *
 * @example
 * ```ts
 * import { UsersService } from "@knetik-users/nestjs";
 * import { UsersSandbox } from "@knetik-users/nestjs/testing";
 * import type { Type } from "@nestjs/common";
 * import { Test } from "@nestjs/testing";
 *
 * export const compile = async (AppModule: Type) => {
 *   const sandbox = await UsersSandbox.start();
 *   const users = new UsersService({ ...sandbox.clientOptions, forwardToken: true });
 *   return Test.createTestingModule({ imports: [AppModule], providers: [sandbox.provider] })
 *     .overrideProvider(UsersService)
 *     .useValue(users)
 *     .compile();
 * };
 * ```
 */
export class UsersSandbox implements OnApplicationShutdown {
  readonly #server: UsersServer;

  private constructor(server: UsersServer) {
    this.#server = server;
  }

  /** Starts an API. Default: a sandbox with ten users. */
  static async start(
    options: UsersServerOptions = { sandbox: { users: 10 } },
  ): Promise<UsersSandbox> {
    const { createServer } = await load();
    return new UsersSandbox(
      await createServer({ passwords: { memory: 8, passes: 1 }, ...options }),
    );
  }

  /** Handles a request; pass it to a client as `fetch`. */
  readonly fetch: UsersServer["fetch"] = (...request) => this.#server.fetch(...request);

  /** Provides this sandbox to a module, which closes it. */
  get provider(): ValueProvider<UsersSandbox> {
    return { provide: UsersSandbox, useValue: this };
  }

  /** Options of a client of this API, with the credentials of the sandbox, which have every role. */
  get clientOptions(): UsersClientOptions {
    return {
      baseUrl: sandboxUrl,
      fetch: this.fetch,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
    };
  }

  /** Signs a user in and returns the access token. Sandbox passwords are `sandbox-<username>`. */
  async signIn(username = "jdoe", password = `sandbox-${username}`): Promise<string> {
    await using users = createUsersClient({ baseUrl: sandboxUrl, fetch: this.fetch });
    const token = await users.getOAuthToken({
      grantType: "password",
      clientId: "web",
      username,
      password,
    });
    return token.accessToken;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#server.close();
  }
}
