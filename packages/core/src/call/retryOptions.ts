/** Retry options. Times are in milliseconds. */
export interface RetryOptions {
  /** Maximum number of retries per call. Default 3; 0 disables retries. */
  readonly retries?: number | undefined;
  /** Maximum wait before the first retry; doubles with each further one. Default 200 ms. */
  readonly baseDelay?: number | undefined;
  /** Maximum wait before any retry. Default 8,000 ms. */
  readonly maxDelay?: number | undefined;
  /** Maximum `Retry-After` to wait for; above it the call fails immediately. Default 30,000 ms. */
  readonly maxRetryAfter?: number | undefined;
  /**
   * Maximum number of retries by all calls of this client in a burst. Calls that are started while the
   * API has already been failing for a second share three, so that an outage does not cause a retry
   * storm. Waits that the API asks for with `Retry-After` cost nothing. Default 1,000.
   */
  readonly budget?: number | undefined;
  /**
   * Retries that each successful call adds to the budget. A retry that succeeds is also given back, and
   * a minute without failures refills all. Default 0.2: one retry per five calls.
   */
  readonly budgetPerCall?: number | undefined;
}

export type ResolvedRetryOptions = { readonly [Key in keyof RetryOptions]-?: number };

export const retryDefaults: ResolvedRetryOptions = {
  retries: 3,
  baseDelay: 200,
  maxDelay: 8_000,
  maxRetryAfter: 30_000,
  budget: 1_000,
  budgetPerCall: 0.2,
};
