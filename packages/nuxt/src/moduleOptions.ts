/** Where and how long a session is kept. */
export interface SessionOptions {
  /**
   * Secret of at least 32 characters that seals the session. Set it with the environment variable
   * `NUXT_USERS_SESSION_PASSWORD`. In development a random one is made. With several, the first seals and all open:
   * put a new one in front of the old.
   */
  readonly password?: string | ReadonlyArray<string> | undefined;
  /** Seconds after which a session that was not renewed ends. Default 30 days, as the API's refresh tokens. */
  readonly maxAge?: number | undefined;
  /**
   * - `cookie`: the tokens are in the sealed cookie. Needs no other service.
   * - `storage`: the tokens are in the Nitro storage `users`, and the cookie has only an id. Signing out then ends
   *   a session in every browser that has a copy of the cookie.
   */
  readonly store?: "cookie" | "storage" | undefined;
  /** Name of the cookie. Sent as `__Host-<name>`, except in development on `localhost`. */
  readonly cookieName?: string | undefined;
}

/** Options of the module, under `users` in `nuxt.config.ts`. */
export interface ModuleOptions {
  /** Address of the API. At runtime: `NUXT_USERS_BASE_URL`. */
  readonly baseUrl?: string | undefined;
  /** Id of the OAuth client. At runtime: `NUXT_USERS_CLIENT_ID`. Default `web`. */
  readonly clientId?: string | undefined;
  /** Secret of a confidential OAuth client. Set it with `NUXT_USERS_CLIENT_SECRET`. It never reaches the browser. */
  readonly clientSecret?: string | undefined;
  /** Where and how long a session is kept. */
  readonly session?: SessionOptions | undefined;
  /** Path of the module's routes. Default `/api/_users`. */
  readonly path?: string | undefined;
  /** Page to which the route middleware `signed-in` sends visitors. Default `/sign-in`. */
  readonly signInPage?: string | undefined;
  /**
   * Number of proxies in front of Nuxt that append to `X-Forwarded-For`. The API gets the address that the first of
   * them saw. Default 0: the address of the connection.
   */
  readonly trustedProxies?: number | undefined;
  /** Header with the caller's address, set by the platform, such as `cf-connecting-ip`. Replaces `trustedProxies`. */
  readonly addressHeader?: string | undefined;
  /** Allows `http:` to an API on another machine. Use it in closed networks only. */
  readonly allowInsecureHttp?: boolean | undefined;
}

type Resolved<Options> = { readonly [Name in keyof Options]-?: Exclude<Options[Name], undefined> };

/** The options with all defaults. */
export type ResolvedOptions = Resolved<Omit<ModuleOptions, "session">> & {
  readonly session: Resolved<SessionOptions>;
};

/** The options that the server reads at runtime. */
export type ServerConfig = Omit<ResolvedOptions, "path" | "signInPage">;

/** The options that the browser knows, too. */
export type PublicConfig = Pick<ResolvedOptions, "path" | "signInPage">;
