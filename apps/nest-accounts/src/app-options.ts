import type { UsersModuleOptions } from "@knetik-users/nestjs";
import type { LoggerService } from "@nestjs/common";
import type { Settings } from "./config/settings.ts";

/** How often a route may be asked for by one address. */
export interface ThrottleOptions {
  readonly limit: number;
  /** Milliseconds. */
  readonly ttl: number;
}

/** What an application is made from. */
export interface AppOptions extends Settings {
  /** How the Users API is called, beyond the settings. */
  readonly users?: Partial<UsersModuleOptions> | undefined;
  /** Of sign-in and everything about passwords. Default: ten a minute. */
  readonly throttle?: ThrottleOptions | undefined;
  /** Default: a line of JSON each. */
  readonly logger?: LoggerService | undefined;
}
