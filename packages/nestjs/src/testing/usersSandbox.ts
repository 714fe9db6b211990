import { ConfigurationError, createUsersClient } from "@knetik-users/core";
import type { UsersServer, UsersServerOptions } from "@knetik-users/server";
import type { OnApplicationShutdown } from "@nestjs/common";

/** Where the API in process seems to be. Nothing is ever sent there. */
export const sandboxUrl = "http://localhost";

const load = async () => {
  try {
    return await import("@knetik-users/server");
  } catch (cause) {
    const error = new ConfigurationError([
      {
        code: "KUN1101",
        option: "UsersTestingModule",
        why: "The package @knetik-users/server, which it runs, cannot be loaded.",
        fix: "Install it: npm install --save-dev @knetik-users/server (Node 24.7 or later).",
      },
    ]);
    error.cause = cause;
    throw error;
  }
};

/** The Users API in this process, without a socket. Injectable where `UsersTestingModule` is. */
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

  /** Answers a request, as the `fetch` of a client. */
  readonly fetch = (request: Request): Promise<Response> => this.#server.fetch(request);

  /** Signs a user in, `sandbox-<user name>` being the passwords of the sandbox: its access token. */
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
