import type { RetryClass } from "../contract/endpoint.ts";
import type { UsersError } from "../errors/unions.ts";

/** Statuses of a failure that may pass. 501 and 505 will not. */
const passing = new Set([500, 502, 503, 504]);

/** The wait that the API asked for, in milliseconds. */
export const retryAfterOf = (error: UsersError): number | undefined =>
  error._tag === "RateLimited" || error._tag === "ServerError" ? error.retryAfter : undefined;

/** Whether it is safe, and of any use, to send the same request again after this failure. */
export const mayRepeat = (retry: RetryClass, error: UsersError): boolean => {
  switch (error._tag) {
    case "ConnectionFailed":
      if (error.reason === "tls") return false;
      return error.reached === "no" || retry !== "once";
    case "TimedOut":
      return error.limit === "attempt" && retry !== "once";
    case "RateLimited":
      // With Retry-After it is the API that speaks, and it says that it did nothing.
      return retry !== "once" || error.retryAfter !== undefined;
    case "ServerError":
      return retry === "once"
        ? error.status === 503 && error.retryAfter !== undefined
        : passing.has(error.status ?? 0);
    case "UnexpectedResponse":
      return error.status === 408 && retry !== "once";
    default:
      return false;
  }
};
