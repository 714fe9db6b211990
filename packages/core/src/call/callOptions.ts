/** Time limits, in milliseconds. */
export interface TimeoutOptions {
  /** Limit of one attempt, from the first byte sent to the last byte read. Default 10,000 ms. */
  readonly attempt?: number | undefined;
  /** Limit of the whole call: token requests, attempts and waits. Default 60,000 ms. */
  readonly call?: number | undefined;
}

/** Headers by name. One whose value is `undefined` counts as not given. */
export type HeaderValues = { readonly [name: string]: string | undefined } | Headers;

/** Options of a single call. */
export interface CallOptions {
  /** Access token to send instead of the client's own; `null` sends none. It is not renewed. */
  readonly token?: string | null | undefined;
  /** Overrides the client's time limits. */
  readonly timeout?: TimeoutOptions | undefined;
  /** Overrides the client's maximum number of retries. */
  readonly retries?: number | undefined;
  /** Headers of this call, such as a correlation id. They replace the client's headers of the same name. */
  readonly headers?: HeaderValues | undefined;
}

/** Options of a single call of the Promise client. */
export interface PromiseCallOptions extends CallOptions {
  /** Cancels the call: the request, the wait before a retry, the wait for a token. */
  readonly signal?: AbortSignal | undefined;
}

/** Options for reading all pages of a list. */
export interface PagingOptions {
  /**
   * Maximum number of pages requested at the same time: a whole number from 1 to 16. Order is preserved. Default 1: the
   * next page is requested when the current one has been consumed.
   */
  readonly pagesInFlight?: number | undefined;
}
