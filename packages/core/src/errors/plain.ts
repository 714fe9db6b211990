import type { ErrorDetails } from "./details.ts";
import {
  Aborted,
  BadRequest,
  ConnectionFailed,
  Forbidden,
  InvalidInput,
  RateLimited,
  ServerError,
  TemplateAlreadyExists,
  TemplateInUse,
  TemplateNotFound,
  TimedOut,
  TokenFailure,
  Unauthorized,
  UnexpectedResponse,
  UserAlreadyExists,
  UserNotFound,
} from "./errors.ts";
import type { UsersError } from "./unions.ts";

/** What an error says, as an object without a class: for JSON, or for another thread. */
export interface PlainUsersError extends ErrorDetails {
  readonly _tag: UsersError["_tag"];
}

/** By name, and not `import *`: a namespace would keep every class in every bundle. */
const classes: { readonly [Tag in UsersError["_tag"]]: new (details: never) => UsersError } = {
  Aborted,
  BadRequest,
  ConnectionFailed,
  Forbidden,
  InvalidInput,
  RateLimited,
  ServerError,
  TemplateAlreadyExists,
  TemplateInUse,
  TemplateNotFound,
  TimedOut,
  TokenFailure,
  Unauthorized,
  UnexpectedResponse,
  UserAlreadyExists,
  UserNotFound,
};

/** Writes an error as a plain object. It holds no more than the error says, and no stack. */
export const plainUsersError = (error: UsersError): PlainUsersError =>
  Object.assign({}, error, { message: error.message });

/** Makes an error of what {@link plainUsersError} wrote; `undefined` of anything else. */
export const usersErrorFromPlain = (plain: unknown): UsersError | undefined => {
  if (typeof plain !== "object" || plain === null || !("_tag" in plain)) return undefined;
  const { _tag, ...details } = plain;
  if (typeof _tag !== "string" || !Object.hasOwn(classes, _tag)) return undefined;
  const make = classes[_tag as keyof typeof classes] as new (details: object) => UsersError;
  return new make(details);
};
