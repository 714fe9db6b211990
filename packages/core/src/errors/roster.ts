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
import type * as errors from "./errors.ts";

/** Every error class by its tag. Omitting one is a compile error. */
export const errorClasses = {
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
} satisfies { readonly [Tag in keyof typeof errors]: (typeof errors)[Tag] };
