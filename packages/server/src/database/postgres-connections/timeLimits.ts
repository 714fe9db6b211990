/** Limits that the server keeps, in milliseconds. With those of the client, no call waits forever. */
export const serverTimeLimits = {
  /** For row locks. */
  lock_timeout: 5_000,
  statement_timeout: 10_000,
  /** For an idle transaction, which blocks others. */
  idle_in_transaction_session_timeout: 15_000,
} as const;

/** Limits that the client keeps, in milliseconds. */
export const clientTimeLimits = {
  /** For a connection. */
  connectionTimeoutMillis: 5_000,
  /** For a response, if the network is gone. Longer than the statement timeout. */
  query_timeout: 12_000,
} as const;
