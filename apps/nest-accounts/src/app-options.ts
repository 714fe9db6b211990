import type { UsersModuleOptions } from "@knetik-users/nestjs";
import type { LoggerService } from "@nestjs/common";
import type { Settings } from "./config/settings.ts";

/** Rate limit of a route per client address. */
export interface ThrottleOptions {
  readonly limit: number;
  /** Milliseconds. */
  readonly ttl: number;
}

/** Options of the application. */
export interface AppOptions extends Settings {
  /** Options of the Users API client, besides the settings. */
  readonly users?: Partial<UsersModuleOptions> | undefined;
  /** Rate limit of sign-in and password routes. Default: ten per minute. */
  readonly throttle?: ThrottleOptions | undefined;
  /** Called at the end of the shutdown. */
  readonly stopTelemetry?: (() => Promise<void>) | undefined;
  /** Default: lines of JSON. */
  readonly logger?: LoggerService | undefined;
}
