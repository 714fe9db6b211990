import {
  ConfigurationError,
  createUsersClient,
  type UsersClient,
  type UsersClientOptions,
} from "@knetik-users/core";
import type { UsersServer, UsersServerOptions } from "@knetik-users/server";
import { createApp } from "vue";
import { createUsers } from "../plugin/createUsers.ts";
import type { UsersPlugin } from "../plugin/makePlugin.ts";
import type { UsersSession } from "../session/usersSession.ts";
import { testQueryClient } from "./testQueryClient.ts";

/** Options of {@link createTestUsers}. */
export interface TestUsersOptions {
  /** Signs in as this user of the sandbox, such as `"jdoe"` or `"admin"`. Default: nobody. */
  readonly as?: string | undefined;
  /** Options of the API in this process. Default: a sandbox with ten users. */
  readonly server?: UsersServerOptions | undefined;
  /** Options of the client. Default: no retries. */
  readonly options?: Omit<UsersClientOptions, "auth" | "baseUrl" | "fetch" | "tokenStore">;
}

/** The plugin over a real API in the same process, and what a test needs to arrange its data. */
export interface TestUsers extends UsersPlugin<UsersSession>, AsyncDisposable {
  /** A client with every role of the sandbox. */
  readonly admin: UsersClient;
  /** The API. `server.fetch(request)` calls it without a socket. */
  readonly server: UsersServer;
}

const load = async () => {
  try {
    return await import("@knetik-users/server");
  } catch (cause) {
    const error = new ConfigurationError([
      {
        code: "KUV1101",
        option: "createTestUsers",
        why: "Could not load the package @knetik-users/server, which it runs.",
        fix: "Install it: npm install --save-dev @knetik-users/server (Node 24.7 or later).",
      },
    ]);
    error.cause = cause;
    throw error;
  }
};

/**
 * Starts the real API in this process, without a socket, and creates the plugin for a test of a
 * component. It can be installed in any number of applications; close it after the tests.
 *
 * @example
 * ```ts
 * import { createTestUsers } from "@knetik-users/vue/testing";
 *
 * await using users = await createTestUsers({ as: "jdoe" });
 * const wrapper = mount(Profile, { props: { id: "me" }, global: { plugins: [users] } });
 * ```
 */
export const createTestUsers = async ({
  as,
  server: serverOptions = { sandbox: { users: 10 } },
  options,
}: TestUsersOptions = {}): Promise<TestUsers> => {
  const { createServer } = await load();
  const server = await createServer({ passwords: { memory: 8, passes: 1 }, ...serverOptions });
  const common: UsersClientOptions = {
    retry: { retries: 0 },
    ...options,
    baseUrl: "http://localhost",
    fetch: server.fetch,
  };
  const plugin = createUsers({
    options: common,
    session: { clientId: "web", tabs: false },
    queryClient: testQueryClient(),
  });
  // An application that is never unmounted keeps the plugin open for the others.
  createApp({}).use(plugin);
  const admin = createUsersClient({
    ...common,
    auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
  });
  const close = async () => {
    await Promise.all([plugin.close(), admin.close()]);
    await server.close();
  };
  const { session } = plugin;
  if (as !== undefined) {
    const { error } = await session.signIn({ username: as, password: `sandbox-${as}` });
    if (error !== undefined) {
      await close();
      throw error;
    }
  }
  return { ...plugin, admin, server, close, [Symbol.asyncDispose]: close };
};
