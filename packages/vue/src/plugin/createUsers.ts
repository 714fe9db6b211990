import {
  ConfigurationError,
  createUsersClient,
  type UsersClient,
  type UsersClientOptions,
} from "@knetik-users/core";
import { QueryClient, VUE_QUERY_CLIENT, VueQueryPlugin } from "@tanstack/vue-query";
import { type App, inject, shallowRef } from "vue";
import { usersKey } from "../keys/usersKey.ts";
import { createSession } from "../session/createSession.ts";
import { sessionClient } from "../session/sessionClient.ts";
import type { SessionOptions, UsersSession } from "../session/usersSession.ts";
import { clearUsersCache } from "./clearUsersCache.ts";
import { usersContextKey } from "./usersContext.ts";

interface Common {
  /** Default: that of the application's `VueQueryPlugin`, or else a new one. */
  readonly queryClient?: QueryClient | undefined;
}

/** How the plugin is made: with a client, or with the options of one. */
export type CreateUsersOptions =
  | (Common & {
      /** A client of yours; you close it. */
      readonly client: UsersClient;
      readonly options?: undefined;
      readonly session?: undefined;
    })
  | (Common & {
      /** Of `createUsersClient`. The client ends with the application. */
      readonly options: UsersClientOptions;
      readonly client?: undefined;
      readonly session?: undefined;
    })
  | (Common & {
      /** Without `auth`: calls carry the token of whoever is signed in. */
      readonly options: Omit<UsersClientOptions, "auth" | "tokenStore">;
      readonly session: SessionOptions;
      readonly client?: undefined;
    });

/** The plugin, and what routers and stores need of it. */
export interface UsersPlugin {
  readonly install: (app: App) => void;
  readonly client: UsersClient;
  /** The session, where one was asked for. */
  readonly session: UsersSession | undefined;
  /** That of the options or of the application, so not before the plugin is installed. */
  readonly queryClient: QueryClient;
  /** Forgets everything that was read: for applications that sign out in their own way. */
  readonly clear: () => void;
  /** Ends the client, where the plugin made it. Done when the application is unmounted. */
  readonly close: () => Promise<void>;
}

const refuse = (code: string, option: string, why: string, fix: string): never => {
  throw new ConfigurationError([{ code, option, why, fix }]);
};

/** The types say it, too; a program in JavaScript is told here. */
const check = ({
  client,
  options,
  session,
}: { readonly [Name in keyof CreateUsersOptions]?: unknown }): void => {
  if ((client === undefined) === (options === undefined)) {
    refuse(
      "KUV1004",
      "createUsers",
      client === undefined ? "It has no client." : "It has both a client and options of one.",
      "Give either { client } or { options: { baseUrl } }.",
    );
  }
  if (session === undefined) return;
  if (client !== undefined) {
    refuse(
      "KUV1005",
      "session",
      "A session makes a client for whoever signs in, and cannot with a finished one.",
      "Give { options, session } instead of { client, session }.",
    );
  }
  if (
    typeof options === "object" &&
    options !== null &&
    ("auth" in options || "tokenStore" in options)
  ) {
    refuse(
      "KUV1006",
      "options.auth",
      "With a session, calls carry the token of whoever is signed in.",
      "Leave out `auth` and `tokenStore`, or leave out `session`.",
    );
  }
};

const applicationsQueryClient = (app: App): QueryClient | undefined =>
  app.runWithContext(() => inject<QueryClient | undefined>(VUE_QUERY_CLIENT, undefined));

/**
 * Makes the plugin of this package. On a server, make one for each request.
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
  check(given);
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
      const others = applicationsQueryClient(app);
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
