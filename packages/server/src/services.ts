import type { Database } from "./database/database.ts";

/** How long tokens live, in seconds. */
export interface TokenLifetimes {
  readonly accessTokenLifetime: number;
  readonly refreshTokenLifetime: number;
}

/** What the rules need from outside. */
export interface Services {
  readonly database: Database;
  /** Whole seconds since 1970. */
  readonly now: () => number;
  readonly tokens: TokenLifetimes;
}
