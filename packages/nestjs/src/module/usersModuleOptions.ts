import type { UsersClientOptions } from "@knetik-users/core";
import type { UsersErrorOverrides } from "../filter/usersErrorOverrides.ts";
import type { SignedInUsersOptions } from "../guard/signedInUsers.ts";
import type { LoggingOptions } from "../logging/clientEventLog.ts";

/** How a client of the module is made: everything the core's client takes, and what Nest adds. */
export interface UsersModuleOptions extends UsersClientOptions {
  /**
   * Whether calls made while a request is served carry that request's bearer token: none if it has
   * none, never the service's own. Outside of requests calls carry the service's own credentials.
   * Default `false`.
   */
  readonly forwardToken?: boolean | undefined;
  /** Whether the calls of a request are cancelled when its caller hangs up. Default `true`. */
  readonly cancelOnDisconnect?: boolean | undefined;
  /**
   * Milliseconds that calls under way have from the beginning of `app.close()`; then they are
   * cancelled. Default 10,000.
   */
  readonly shutdownTimeout?: number | undefined;
  /** Answers for single errors; `false`: the global exception filter leaves this client alone. */
  readonly filter?: false | UsersErrorOverrides | undefined;
  /** What goes to Nest's logger of the client's events; `false`: nothing. */
  readonly logging?: false | LoggingOptions | undefined;
  /** How long, and how many, users whom `UsersAuthGuard` found are remembered. */
  readonly guard?: SignedInUsersOptions | undefined;
}

/** A class that makes the options, for `useClass` and `useExisting`. */
export interface UsersOptionsFactory {
  createUsersOptions(): UsersModuleOptions | Promise<UsersModuleOptions>;
}

/** What is said beside the options, since Nest needs it before they are made. */
export interface UsersModuleExtras {
  /** Whether every module may inject the client without importing this one. Default `false`. */
  readonly isGlobal?: boolean | undefined;
  /** Tells several clients apart: `@InjectUsers(name)`. */
  readonly name?: string | undefined;
}

/** The part of the options that the core's client takes, which refuses what it does not know. */
export const clientOptionsOf = (
  options: UsersModuleOptions & UsersModuleExtras,
): UsersClientOptions => {
  const {
    forwardToken: _forwardToken,
    cancelOnDisconnect: _cancelOnDisconnect,
    shutdownTimeout: _shutdownTimeout,
    filter: _filter,
    logging: _logging,
    guard: _guard,
    // Misplaced by the options factory, and told of by `moduleOptionProblems`.
    isGlobal: _isGlobal,
    name: _name,
    ...client
  } = options;
  return client;
};
