import type { Endpoints, PartialUsersClient, UsersClient } from "@knetik-users/core";
import { QueryClient, VUE_QUERY_CLIENT, VueQueryPlugin } from "@tanstack/vue-query";
import { type App, inject, shallowRef } from "vue";
import { clearUsersCache } from "../cache/clearUsersCache.ts";
import { usersKey } from "../cache/usersKey.ts";
import { usersContextKey } from "../context/usersContext.ts";
import type { SessionChange } from "../session/createSession.ts";
import type { UsersSession } from "../session/usersSession.ts";

/** No endpoints besides those of the API. */
export type NoEndpoints = Readonly<Record<never, never>>;

/** The plugin, and its parts for use in routers and stores. */
export interface UsersPlugin<
  Session = UsersSession | undefined,
  Others extends Endpoints = NoEndpoints,
> {
  readonly install: (app: App) => void;
  /** Also has the methods of other endpoints that the options name. */
  readonly client: UsersClient & PartialUsersClient<Others>;
  /** The session, if the options include one. */
  readonly session: Session;
  /** The query client. Read it after the plugin is installed, which may provide it. */
  readonly queryClient: QueryClient;
  /** Clears all cached data, for applications with their own sign-out. */
  readonly clear: () => void;
  /** Closes the client if the plugin created it. Called when the application is unmounted. */
  readonly close: () => Promise<void>;
}

/** The parts of a plugin besides the cache. */
interface PluginParts<Session> {
  readonly client: UsersClient;
  readonly session: Session;
  readonly close: () => Promise<void>;
}

const installedQueryClient = (app: App): QueryClient | undefined =>
  app.runWithContext(() => inject<QueryClient | undefined>(VUE_QUERY_CLIENT, undefined));

/** Makes the plugin. Its parts are made once, and tell the cache when another user signs in or out. */
export const makePlugin = <Session extends UsersSession | undefined>(
  givenQueryClient: QueryClient | undefined,
  makeParts: (onChange: (change: SessionChange) => void) => PluginParts<Session>,
): UsersPlugin<Session> => {
  const generation = shallowRef(0);
  let queryClient = givenQueryClient;
  let applications = 0;

  const clear = () => {
    generation.value += 1;
    if (queryClient !== undefined) clearUsersCache(queryClient);
  };
  const { client, session, close } = makeParts((change) => {
    if (change === "forget") clear();
    else void queryClient?.invalidateQueries({ queryKey: usersKey() });
  });

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
