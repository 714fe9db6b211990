export type { ErrorDetails, FieldIssue } from "./details.ts";
export {
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
  type ConnectionReason,
  type TokenFailureReason,
  type UnexpectedReason,
} from "./errors.ts";
export { ConfigurationError, type ConfigurationProblem } from "./configurationError.ts";
export { isUsersError, type AuthFailure, type CallFailure, type UsersError } from "./unions.ts";
export { plainUsersError, usersErrorFromPlain, type PlainUsersError } from "./plain.ts";
