import {
  ConfigurationError,
  createUsersClient,
  type UsersClient,
  type UsersClientOptions,
} from "@knetik-users/core";
import { QueryClient, VUE_QUERY_CLIENT, VueQueryPlugin } from "@tanstack/vue-query";
import { type App, inject, shallowRef } from "vue";
import { usersKey } from "../cache/usersKey.ts";
import { createSession } from "../session/createSession.ts";
import { sessionClient } from "../session/sessionClient.ts";
import type { SessionOptions, UsersSession } from "../session/usersSession.ts";
import { clearUsersCache } from "../cache/clearUsersCache.ts";
import { usersContextKey } from "../context/usersContext.ts";

interface Common {
  /** Default: the one of the application's `VueQueryPlugin`, or a new one. */
  readonly queryClient?: QueryClient | undefined;
}

/** Options of the plugin: a client, or the options to create one. */
export type CreateUsersOptions =
  | (Common & {
      /** Your own client. You close it yourself. */
      readonly client: UsersClient;
      readonly options?: undefined;
      readonly session?: undefined;
    })
  | (Common & {
      /** Options of `createUsersClient`. The client is closed with the application. */
      readonly options: UsersClientOptions;
      readonly client?: undefined;
      readonly session?: undefined;
    })
  | (Common & {
      /** Without `auth`: calls send the token of the signed-in user. */
      readonly options: Omit<UsersClientOptions, "auth" | "tokenStore">;
      readonly session: SessionOptions;
      readonly client?: undefined;
    });

/** The plugin, and its parts for use in routers and stores. */
export interface UsersPlugin {
  readonly install: (app: App) => void;
  readonly client: UsersClient;
  /** The session, if the options include one. */
  readonly session: UsersSession | undefined;
  /** The query client. Read it after the plugin is installed, which may provide it. */
  readonly queryClient: QueryClient;
  /** Clears all cached data, for applications with their own sign-out. */
  readonly clear: () => void;
  /** Closes the client if the plugin created it. Called when the application is unmounted. */
  readonly close: () => Promise<void>;
}

const fail = (code: string, option: string, why: string, fix: string): never => {
  throw new ConfigurationError([{ code, option, why, fix }]);
};

/** Repeats the checks of the types for JavaScript programs. */
const checkOptions = ({
  client,
  options,
  session,
}: { readonly [Name in keyof CreateUsersOptions]?: unknown }): void => {
  if ((client === undefined) === (options === undefined)) {
    fail(
      "KUV1004",
      "createUsers",
      client === undefined ? "Has no client." : "Has both `client` and `options`.",
      "Pass either { client } or { options: { baseUrl } }.",
    );
  }
  if (session === undefined) return;
  if (client !== undefined) {
    fail(
      "KUV1005",
      "session",
      "Cannot be combined with `client`: a session creates a client for each signed-in user.",
      "Pass { options, session } instead of { client, session }.",
    );
  }
  if (
    typeof options === "object" &&
    options !== null &&
    ("auth" in options || "tokenStore" in options)
  ) {
    fail(
      "KUV1006",
      "options.auth",
      "Cannot be combined with `session`: calls send the token of the signed-in user.",
      "Remove `auth` and `tokenStore`, or remove `session`.",
    );
  }
};

const installedQueryClient = (app: App): QueryClient | undefined =>
  app.runWithContext(() => inject<QueryClient | undefined>(VUE_QUERY_CLIENT, undefined));

/**
 * Creates the plugin. On a server, create one per request.
 *
 * @example
 * ```ts
 * import { createUsers } from "@knetik-users/vue";
 * import { createApp } from "vue";
 *
 * createApp({})
 *   .use(createUsers({ options: { baseUrl: "http://127.0.0.1:8080" }, session: { clientId: "web" } }))
 *   .mount("#app");
 * ```
 */
export const createUsers = (given: CreateUsersOptions): UsersPlugin => {
  checkOptions(given);
  const generation = shallowRef(0);
  let queryClient = given.queryClient;
  let applications = 0;

  const clear = () => {
    generation.value += 1;
    if (queryClient !== undefined) clearUsersCache(queryClient);
  };
  const session =
    given.session === undefined
      ? undefined
      : createSession(given.options, given.session, (change) => {
          if (change === "forget") clear();
          else void queryClient?.invalidateQueries({ queryKey: usersKey() });
        });
  const client =
    given.client ?? (session ? sessionClient(session) : createUsersClient(given.options));
  const close = async () => {
    if (given.client === undefined) await client.close();
  };

  return {
    client,
    session,
    clear,
    close,
    get queryClient() {
      return (queryClient ??= new QueryClient());
    },
    install: (app) => {
      const others = installedQueryClient(app);
      queryClient ??= others ?? new QueryClient();
      if (others === undefined) app.use(VueQueryPlugin, { queryClient });
      app.provide(usersContextKey, { client, queryClient, session, generation });
      applications += 1;
      app.onUnmount(() => {
        applications -= 1;
        if (applications === 0) void close();
      });
    },
  };
};
