import type { RetryClass } from "../contract/endpoint.ts";
import type { UsersError } from "../errors/unions.ts";

/** Statuses of temporary failures. 501 and 505 are permanent. */
const retryableStatuses = new Set([500, 502, 503, 504]);

/** The API's `Retry-After`, in milliseconds. */
export const retryAfterOf = (error: UsersError): number | undefined =>
  error._tag === "RateLimited" || error._tag === "ServerError" ? error.retryAfter : undefined;

/** Checks whether sending the same request again is safe and may help. */
export const isRetryable = (retry: RetryClass, error: UsersError): boolean => {
  switch (error._tag) {
    case "ConnectionFailed":
      if (error.reason === "tls" || error.reason === "fetch") return false;
      return error.reached === "no" || retry !== "non-idempotent";
    case "TimedOut":
      return error.limit === "attempt" && retry !== "non-idempotent";
    case "RateLimited":
      // With Retry-After the response comes from the API, which did not process the request.
      return retry !== "non-idempotent" || error.retryAfter !== undefined;
    case "ServerError":
      return retry === "non-idempotent"
        ? error.status === 503 && error.retryAfter !== undefined
        : retryableStatuses.has(error.status ?? 0);
    case "UnexpectedResponse":
      return error.status === 408 && retry !== "non-idempotent";
    default:
      return false;
  }
};
