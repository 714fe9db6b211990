/** A stored token. */
export interface StoredToken {
  /** Valid credentials: protect it. */
  readonly accessToken: string;
  /** Valid credentials: protect it. Absent if the API sent none. */
  readonly refreshToken?: string | undefined;
  /**
   * Milliseconds since the epoch; absent if the API did not send it. A store may also return `null`,
   * ISO 8601 text with a time zone, a `Date`, or seconds. With anything else the access token counts as
   * expired.
   */
  readonly expiresAt?: number | undefined;
  /**
   * Fingerprint of the account: a hash of base URL, token URL, client id, grant, and the user name or
   * the configured refresh token. It contains no secret. A client ignores a stored token with another
   * one, or without one, until it overwrites it; `tokenAccount` returns that of a client.
   */
  readonly account?: string | undefined;
}

/**
 * Stores tokens between calls. Use one to share a token between processes or to survive a restart. It
 * contains valid credentials, so protect it. Without one the client remembers its token itself.
 *
 * Tokens are bound to their account, see {@link StoredToken.account}. Passwords are not part of that
 * hash, so a client with the `password` grant uses stored tokens only after it has signed in with its
 * password once. A client secret is not checked either: anyone who can read the store has the token.
 *
 * A store that fails or takes longer than five seconds is reported to `onEvent`. If the token cannot be
 * read, the call fails with a `TokenFailure` (`unavailable`); if it cannot be written, the client goes
 * on with the token that it has.
 */
export interface TokenStore {
  /** Returns the stored token, if any. */
  readonly get: () => StoredToken | undefined | Promise<StoredToken | undefined>;
  /** Stores a token; `undefined` removes it. */
  readonly set: (token: StoredToken | undefined) => void | Promise<void>;
  /**
   * Runs a function while holding a lock that the other processes or tabs respect, so that only one of
   * them renews the token; the store is read again inside. Resolves after the function has. Needed if
   * the API revokes all tokens of a user when a refresh token is used twice.
   *
   * The client waits at most ten seconds for the lock. If it fails, or is held longer, that is reported
   * to `onEvent`, and the client renews the token without it.
   */
  readonly lock?: ((run: () => Promise<void>) => Promise<void>) | undefined;
}

/** A {@link TokenStore} in memory. */
export const memoryTokenStore = (initial?: StoredToken): TokenStore => {
  let token = initial;
  return {
    get: () => token,
    set: (next) => {
      token = next;
    },
  };
};
