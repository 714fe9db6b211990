import type * as errors from "./errors.ts";
import type {
  BadRequest,
  ConnectionFailed,
  Forbidden,
  InvalidInput,
  RateLimited,
  ServerError,
  TimedOut,
  TokenFailure,
  Unauthorized,
  UnexpectedResponse,
} from "./errors.ts";

import { errorClasses } from "./roster.ts";

/** Errors that every call can fail with. */
export type CallFailure =
  | InvalidInput
  | BadRequest
  | RateLimited
  | ServerError
  | UnexpectedResponse
  | ConnectionFailed
  | TimedOut;

/** Additional errors of calls that may send a token. */
export type AuthFailure = TokenFailure | Unauthorized | Forbidden;

/** Every error of this library, distinguished by `_tag`. */
export type UsersError = InstanceType<(typeof errors)[keyof typeof errors]>;

/**
 * Checks for an error of this library. Unlike `instanceof`, it works with several copies of the library.
 *
 * @example
 * ```ts
 * import { createUsersClient, isUsersError } from "@knetik-users/core";
 *
 * const users = createUsersClient({ baseUrl: "http://127.0.0.1:8080" });
 * try {
 *   await users.getUser(42);
 * } catch (error) {
 *   if (isUsersError(error) && error._tag === "UserNotFound") console.log(error.message);
 *   else throw error;
 * }
 * ```
 */
export const isUsersError = (value: unknown): value is UsersError =>
  value instanceof Error &&
  "_tag" in value &&
  typeof value._tag === "string" &&
  Object.hasOwn(errorClasses, value._tag) &&
  "operation" in value;
