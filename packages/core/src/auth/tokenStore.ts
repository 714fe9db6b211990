/** A stored token. */
export interface StoredToken {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  /** Milliseconds since the epoch; absent if the API did not send it. */
  readonly expiresAt?: number | undefined;
}

/**
 * Stores tokens between calls. The default is in memory. Use your own to share a token between processes
 * or to survive a restart. It contains valid credentials, so protect it.
 */
export interface TokenStore {
  /** Returns the stored token, if any. */
  readonly get: () => StoredToken | undefined | Promise<StoredToken | undefined>;
  /** Stores a token; `undefined` removes it. */
  readonly set: (token: StoredToken | undefined) => void | Promise<void>;
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
