import { ConfigurationError, createUsersClient } from "@knetik-users/core";
import type { UsersServer, UsersServerOptions } from "@knetik-users/server";
import type { OnApplicationShutdown } from "@nestjs/common";

/** Base URL of the in-process API. No request leaves the process. */
export const sandboxUrl = "http://localhost";

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

/** The Users API in this process, without a socket. Provided by `UsersTestingModule`. */
export class UsersSandbox implements OnApplicationShutdown {
  readonly #server: UsersServer;

  private constructor(server: UsersServer) {
    this.#server = server;
  }

  static async start(options: UsersServerOptions): Promise<UsersSandbox> {
    const { createServer } = await load();
    return new UsersSandbox(
      await createServer({ passwords: { memory: 8, passes: 1 }, ...options }),
    );
  }

  /** Handles a request; pass it to a client as `fetch`. */
  readonly fetch: UsersServer["fetch"] = (...request) => this.#server.fetch(...request);

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
