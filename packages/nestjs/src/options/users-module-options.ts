import type { UsersClientOptions } from "@knetik-users/core";
import type { UsersErrorOverrides } from "../filters/users-error-overrides.ts";

/** Logging of client events. */
export interface LoggingOptions {
  /** Logs every request at `debug`. Default `false`: retries and failures only. */
  readonly attempts?: boolean | undefined;
}

/** Cache of the users that `UsersAuthGuard` loads. A change through the same client clears the entry. */
export interface SignedInUsersOptions {
  /**
   * Milliseconds for which a user is cached. A revoked token may be accepted, and a change by another
   * process may be invisible, for that long. 0 disables the cache. Default 10,000.
   */
  readonly ttl?: number | undefined;
  /** Maximum number of cached users. Default 1,000. */
  readonly max?: number | undefined;
}

/** Options of a client: those of the core's client, and those of the module. */
export interface UsersModuleOptions extends UsersClientOptions {
  /**
   * `true` sends the bearer token of the current request with its calls, or no token if the request has
   * none; never the service's own. A call outside of requests fails with a `TokenFailure`, unless it uses
   * `as(token)` or `asService()`. Code that continues from a connection or queue that requests share
   * runs in the context of the request that opened it: bind its calls with `forCurrentRequest()`.
   * Default `false`.
   */
  readonly forwardToken?: boolean | undefined;
  /**
   * `true` sends the caller's address in `X-Forwarded-For` with the calls of a request, so that the API
   * counts its rate limits per caller. Otherwise all callers of this service share its limits. The API
   * has to trust this service as a proxy. Behind a proxy of your own, set Express's `trust proxy` or
   * Fastify's `trustProxy`: only a trusted proxy's `X-Forwarded-For` is believed. Default `false`.
   */
  readonly forwardAddress?: boolean | undefined;
  /**
   * Cancels calls of a request when its caller disconnects: `"reads"` those that change nothing, so that
   * a handler which has begun to change something can complete it; `true` all; `false` none. Default
   * `"reads"`.
   */
  readonly cancelOnDisconnect?: boolean | "reads" | undefined;
  /**
   * Milliseconds after the start of `app.close()` at which calls still in flight are cancelled. Default
   * 10,000.
   */
  readonly shutdownTimeout?: number | undefined;
  /** Custom responses for individual errors; `false` excludes this client from the global filter. */
  readonly filter?: false | UsersErrorOverrides | undefined;
  /** Logging of client events; `false` disables it. */
  readonly logging?: false | LoggingOptions | undefined;
  /** Cache of the users that `UsersAuthGuard` loads. */
  readonly guard?: SignedInUsersOptions | undefined;
}

/** A class that creates the options, for `useClass` and `useExisting`. */
export interface UsersOptionsFactory {
  createUsersOptions(): UsersModuleOptions | Promise<UsersModuleOptions>;
}

/** Module extras, read before the options factory runs. */
export interface UsersModuleExtras {
  /** Makes the client available in every module without an import. Default `false`. */
  readonly isGlobal?: boolean | undefined;
  /** Name of this client, for `@InjectUsers(name)`, if there are several. */
  readonly name?: string | undefined;
}

/** The options of the core's client, which rejects unknown ones. */
export const clientOptionsOf = (
  options: UsersModuleOptions & UsersModuleExtras,
): UsersClientOptions => {
  const {
    forwardToken: _forwardToken,
    forwardAddress: _forwardAddress,
    cancelOnDisconnect: _cancelOnDisconnect,
    shutdownTimeout: _shutdownTimeout,
    filter: _filter,
    logging: _logging,
    guard: _guard,
    // Misplaced in the options factory; reported by `moduleOptionProblems`.
    isGlobal: _isGlobal,
    name: _name,
    ...client
  } = options;
  return client;
};
