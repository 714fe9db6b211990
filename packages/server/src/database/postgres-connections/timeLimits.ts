/** Limits that the server keeps, in milliseconds. With those of the client, no call waits forever. */
export const serverTimeLimits = {
  /** For row locks. */
  lock_timeout: 5_000,
  statement_timeout: 10_000,
  /** For an idle transaction, which blocks others. */
  idle_in_transaction_session_timeout: 15_000,
} as const;

/** For a connection, in milliseconds. */
const connectionTimeout = 5_000;
/** For a response, if the network is gone, in milliseconds. Longer than the statement timeout. */
const responseTimeout = 12_000;

/** Limits that the client keeps, in milliseconds. `connect_timeout` of a URL is in seconds. */
export const clientTimeLimits = ([url = ""]: ReadonlyArray<string>) => {
  const seconds = URL.canParse(url) ? new URL(url).searchParams.get("connect_timeout") : null;
  const isGiven = seconds !== null && /^[1-9]\d{0,3}$/.test(seconds);
  return {
    connectionTimeoutMillis: isGiven ? Number(seconds) * 1_000 : connectionTimeout,
    // Options in the URL take precedence over this one and those of the server.
    query_timeout: responseTimeout,
  };
};
