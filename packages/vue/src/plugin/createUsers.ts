import {
  ConfigurationError,
  type Endpoints,
  type UsersClient,
  type UsersClientOptions,
} from "@knetik-users/core";
import type { QueryClient } from "@tanstack/vue-query";
import { createClientWith } from "../session/clientWith.ts";
import { createSession } from "../session/createSession.ts";
import { sessionClient } from "../session/sessionClient.ts";
import type { SessionOptions, UsersSession } from "../session/usersSession.ts";
import { makePlugin, type NoEndpoints, type UsersPlugin } from "./makePlugin.ts";

interface CommonOptions {
  /** Default: the one of the application's `VueQueryPlugin`, or a new one. */
  readonly queryClient?: QueryClient | undefined;
}

interface EndpointOptions<Others> extends CommonOptions {
  /**
   * Endpoints besides those of the Users API, such as `adminContract`. The plugin's `client` has their methods,
   * which send the token of the same session.
   */
  readonly endpoints?: Others | undefined;
}

/** Options of the plugin with a session. */
export interface SessionPluginOptions<
  Others extends Endpoints = NoEndpoints,
> extends EndpointOptions<Others> {
  /** Without `auth`: calls send the token of the signed-in user. */
  readonly options: Omit<UsersClientOptions, "auth" | "tokenStore">;
  readonly session: SessionOptions;
  readonly client?: undefined;
}

/** Options of the plugin: a client, or the options to create one. */
export type CreateUsersOptions<Others extends Endpoints = NoEndpoints> =
  | (CommonOptions & {
      /** Your own client. You close it yourself. */
      readonly client: UsersClient;
      readonly endpoints?: undefined;
      readonly options?: undefined;
      readonly session?: undefined;
    })
  | (EndpointOptions<Others> & {
      /** Options of `createUsersClient`. The client is closed with the application. */
      readonly options: UsersClientOptions;
      readonly client?: undefined;
      readonly session?: undefined;
    })
  | SessionPluginOptions<Others>;

interface CreateUsers {
  <const Others extends Endpoints = NoEndpoints>(
    given: SessionPluginOptions<Others>,
  ): UsersPlugin<UsersSession, Others>;
  <const Others extends Endpoints = NoEndpoints>(
    given: CreateUsersOptions<Others>,
  ): UsersPlugin<UsersSession | undefined, Others>;
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
export const createUsers = ((given: CreateUsersOptions<Endpoints>) => {
  checkOptions(given);
  return makePlugin(given.queryClient, (onChange) => {
    const { endpoints } = given;
    const session =
      given.session && createSession(given.options, given.session, onChange, endpoints);
    const client =
      given.client ??
      (session ? sessionClient(session, endpoints) : createClientWith(endpoints, given.options));
    const close = async () => {
      if (given.client === undefined) await client.close();
    };
    return { client, session, close };
  });
}) as CreateUsers;
