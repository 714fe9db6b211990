import type { Database } from "../../database/database.ts";
import type { Limits } from "../../rate-limits/rateLimitOptions.ts";
import type { MessageOptions } from "../../mail/mailOptions.ts";
import type { PasswordHasher } from "../password-hashing/passwordQueue.ts";

/** Lifetimes of tokens, in seconds. */
export interface TokenLifetimes {
  readonly accessTokenLifetime: number;
  readonly refreshTokenLifetime: number;
  /**
   * Grace period in which a used refresh token is accepted again, because another tab used it or
   * the response was lost. After that it counts as stolen. Default 10; 0 disables it.
   */
  readonly refreshTokenGrace: number;
}

/** Dependencies of the handlers. */
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
