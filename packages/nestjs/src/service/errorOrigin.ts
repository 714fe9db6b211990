import type { OperationName, UsersError } from "@knetik-users/core";
import type { UsersErrorOverrides } from "../filter/usersErrorOverrides.ts";

/** What an error does not say by itself, and an HTTP answer depends on. */
export interface ErrorOrigin {
  /** The method that was called; the error names the token endpoint where no token could be had. */
  readonly operation: OperationName;
  /** Whether the call carried a token of the caller, and not the service's own. */
  readonly byCaller: boolean;
  /** The client's `filter` option. */
  readonly filter: false | UsersErrorOverrides;
}

// Beside the errors, not in them: they are the core's, and several calls may share one.
const origins = new WeakMap<UsersError, ErrorOrigin>();

export const originOf = (error: UsersError): ErrorOrigin | undefined => origins.get(error);

export const setOrigin = (error: UsersError, origin: ErrorOrigin): void => {
  origins.set(error, origin);
};
