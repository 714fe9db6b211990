import type { UsersError } from "../errors/unions.ts";
import { isRetryable, retryAfterOf } from "./isRetryable.ts";

/** What a failed attempt says about the API; `undefined` if nothing. */
export type ApiHealth = "working" | "failing" | undefined;

/** Tells an outage from a call that the API rejects. */
export const apiHealthOf = (error: UsersError): ApiHealth => {
  // No response of the API, or none to this call.
  if (error._tag === "TokenFailure" || error._tag === "UnexpectedResponse") return undefined;
  // The API says when to come back, so there is nothing to guess.
  if (retryAfterOf(error) !== undefined) return undefined;
  if (isRetryable("safe", error)) return "failing";
  return error.status !== undefined && error.status < 500 ? "working" : undefined;
};
