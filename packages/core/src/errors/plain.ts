import type { ErrorDetails } from "./details.ts";
import { errorClasses } from "./roster.ts";
import type { UsersError } from "./unions.ts";

/** An error as a plain object, for JSON or for another thread. */
export interface PlainUsersError extends ErrorDetails {
  /** Class of the error, such as `UserNotFound`. */
  readonly _tag: UsersError["_tag"];
}

/** Converts an error to a plain object, without its stack and its cause. */
export const plainUsersError = (error: UsersError): PlainUsersError => {
  const plain = Object.assign({}, error, { message: error.message });
  // It is any value of the caller's, which may not survive JSON or a structured clone.
  if ("cause" in plain) delete plain.cause;
  return plain;
};

/** Restores an error from {@link plainUsersError}; `undefined` for anything else. */
export const usersErrorFromPlain = (plain: unknown): UsersError | undefined => {
  if (typeof plain !== "object" || plain === null || !("_tag" in plain)) return undefined;
  const { _tag, ...details } = plain;
  if (typeof _tag !== "string" || !Object.hasOwn(errorClasses, _tag)) return undefined;
  const make = errorClasses[_tag as keyof typeof errorClasses] as new (
    details: object,
  ) => UsersError;
  return new make(details);
};
