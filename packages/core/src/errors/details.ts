/** What is wrong with one field. */
export interface FieldIssue {
  /**
   * Path of the field under the names of this library, such as `displayName`,
   * `additionalProperties.avatar.url` or `filter.ids`. Empty where the whole input is meant.
   */
  readonly field: string;
  /** What is wrong, without the value. */
  readonly message: string;
}

/** What every error of this library says. */
export interface ErrorDetails {
  /** The method that failed, such as `getUser`. */
  readonly operation: string;
  /** What happened and what to do, in a sentence. Holds no secret. */
  readonly message: string;
  /** The HTTP status, if there was an answer. */
  readonly status?: number | undefined;
  /** The API's own error code, if it sent one. */
  readonly code?: number | undefined;
  /** The API's id of the request: quote it to whoever runs the API. */
  readonly requestId?: string | undefined;
  /** The fields that were refused, if the failure is about fields. */
  readonly issues: ReadonlyArray<FieldIssue>;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
  /** How many times the request was sent, or tried to be sent. 0: nothing left this machine. */
  readonly attempts: number;
}

/** What one error says, to be said by another. */
export const detailsOf = ({
  operation,
  message,
  status,
  code,
  requestId,
  issues,
  retryable,
  attempts,
}: ErrorDetails): ErrorDetails => ({
  operation,
  message,
  status,
  code,
  requestId,
  issues,
  retryable,
  attempts,
});
