/** How calls are repeated. All times are milliseconds. */
export interface RetryOptions {
  /** How many times a call is sent again at most. Default 3; 0 switches retries off. */
  readonly retries?: number | undefined;
  /** Longest wait before the first retry; it doubles with each further one. Default 200 ms. */
  readonly baseDelay?: number | undefined;
  /** Longest wait before any retry. Default 8,000 ms. */
  readonly maxDelay?: number | undefined;
  /** A `Retry-After` above this is not waited for: the call fails at once. Default 30,000 ms. */
  readonly maxRetryAfter?: number | undefined;
  /**
   * Retries that may be spent at once by all calls of this client together, so that an outage is
   * not met with a storm. Default 10.
   */
  readonly budget?: number | undefined;
  /** What each call gives back to the budget. Default 0.2: in the long run a fifth of all calls. */
  readonly budgetPerCall?: number | undefined;
}

export type ResolvedRetryOptions = { readonly [Key in keyof RetryOptions]-?: number };

export const retryDefaults: ResolvedRetryOptions = {
  retries: 3,
  baseDelay: 200,
  maxDelay: 8_000,
  maxRetryAfter: 30_000,
  budget: 10,
  budgetPerCall: 0.2,
};
