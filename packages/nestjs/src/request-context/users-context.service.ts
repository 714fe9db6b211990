import type { User } from "@knetik-users/core";
import { Injectable } from "@nestjs/common";
import { currentRequest } from "./request-context.ts";

/**
 * The current request, for code below the controllers. A singleton that looks up the request on each
 * access. All members are `undefined` outside of a request, and after the request has been answered; a log
 * line at its end can use `currentUserOf(request)`.
 */
@Injectable()
export class UsersContext {
  /** The user that `UsersAuthGuard` loaded. */
  get user(): User | undefined {
    return currentRequest()?.user;
  }

  /** The caller's bearer token. */
  get token(): string | undefined {
    return currentRequest()?.token;
  }

  /** Aborted when the caller disconnects before the response is sent. */
  get signal(): AbortSignal | undefined {
    return currentRequest()?.signal;
  }
}
