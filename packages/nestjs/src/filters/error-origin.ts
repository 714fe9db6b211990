import type { OperationName, UsersError } from "@knetik-users/core";
import type { UsersErrorOverrides } from "./users-error-overrides.ts";

/** Facts about a failed call that its error does not contain but the HTTP response depends on. */
export interface ErrorOrigin {
  /** The method that was called. An error of the token endpoint names that one instead. */
  readonly operation: OperationName;
  /** `true` if the call sent the caller's token, `false` for the service's own. */
  readonly byCaller: boolean;
  /** The client's `filter` option. */
  readonly filter: false | UsersErrorOverrides;
}

// Kept beside the errors, which are the core's and may be shared by several calls.
const origins = new WeakMap<UsersError, ErrorOrigin>();

export const originOf = (error: UsersError): ErrorOrigin | undefined => origins.get(error);

export const setOrigin = (error: UsersError, origin: ErrorOrigin): void => {
  origins.set(error, origin);
};
