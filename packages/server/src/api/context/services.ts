import type { Database } from "../../database/database.ts";
import type { Limits } from "../../rate-limits/rateLimitOptions.ts";
import type { MessageOptions } from "../../mail/mailOptions.ts";
import type { PasswordHasher } from "../password-hashing/passwordQueue.ts";

/** How long tokens live, in seconds. */
export interface TokenLifetimes {
  readonly accessTokenLifetime: number;
  readonly refreshTokenLifetime: number;
  /**
   * How long a refresh token that was used may be used again: by another tab, or where the answer
   * was lost. Later it is taken for stolen. 10 when left out; 0 for not at all.
   */
  readonly refreshTokenGrace: number;
}

/** What the rules need from outside. */
export interface Services {
  readonly database: Database;
  /** Whole seconds since 1970. */
  readonly now: () => number;
  readonly tokens: TokenLifetimes;
  readonly limits: Limits;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly passwords: PasswordHasher;
  readonly messages: MessageOptions;
}
