/** A problem with one field. */
export interface FieldIssue {
  /**
   * Path of the field in the names of this library, such as `displayName`,
   * `additionalProperties.avatar.url` or `filter.ids`. Empty if the issue concerns the whole input.
   */
  readonly field: string;
  /** Description of the problem. Never contains the value. */
  readonly message: string;
}

/** Why a failed call was not retried, or not again. */
export type StopReason =
  /** Sending the request again is not safe, because the API may have processed it. */
  | "not-safe"
  /** The client does not retry this status. */
  | "not-retryable"
  /** The maximum number of retries is reached. */
  | "retries"
  /** The API's `Retry-After` exceeds `maxRetryAfter`. */
  | "retry-after"
  /** The time limit of the call leaves no time for another attempt. */
  | "deadline"
  /** The retry budget of the client is spent. */
  | "budget";

/** Properties of every error of this library. */
export interface ErrorDetails {
  /** The method that failed, such as `getUser`. */
  readonly operation: string;
  /** Describes what happened and what to do. Contains no secrets. */
  readonly message: string;
  /** The HTTP status, if there was a response. */
  readonly status?: number | undefined;
  /** The API's own error code, if it sent one. */
  readonly code?: number | undefined;
  /** The API's id of the request. Include it in a report to the API's operator. */
  readonly requestId?: string | undefined;
  /** Invalid fields, if any. */
  readonly issues: ReadonlyArray<FieldIssue>;
  /** `true` if the same call may succeed later. */
  readonly retryable: boolean;
  /** Number of attempts to send the request. 0 means that nothing was sent. */
  readonly attempts: number;
  /** The limit that ended the retries. Only on an error that is `retryable` and not a `TokenFailure`. */
  readonly stoppedBy?: StopReason | undefined;
}

/** Copies the common properties of an error. */
export const errorDetailsOf = ({
  operation,
  message,
  status,
  code,
  requestId,
  issues,
  retryable,
  attempts,
  stoppedBy,
}: ErrorDetails): ErrorDetails => ({
  operation,
  message,
  status,
  code,
  requestId,
  issues,
  retryable,
  attempts,
  ...(stoppedBy !== undefined && { stoppedBy }),
});
