import type { User } from "@knetik-users/core";
import { injectable } from "../decorate.ts";
import { currentRequest } from "./requestContext.ts";

/**
 * The request that is being served, for code below the controllers. A singleton: it looks the
 * request up where it is asked. Everything is undefined outside of requests.
 */
export class UsersContext {
  /** The user whom `UsersAuthGuard` found. */
  get user(): User | undefined {
    return currentRequest()?.user;
  }

  /** The caller's bearer token. */
  get token(): string | undefined {
    return currentRequest()?.token;
  }

  /** Fires when the caller goes away before it is answered. */
  get signal(): AbortSignal | undefined {
    return currentRequest()?.signal;
  }
}
injectable(UsersContext, []);
