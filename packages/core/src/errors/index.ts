export type { ErrorDetails, FieldIssue } from "./details.ts";
export * from "./errors.ts";
export { ConfigurationError, type ConfigurationProblem } from "./configurationError.ts";
export { isUsersError, type AuthFailure, type CallFailure, type UsersError } from "./unions.ts";
export { plainUsersError, usersErrorFromPlain, type PlainUsersError } from "./plain.ts";
