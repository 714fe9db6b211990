/** A token as it is kept. */
export interface StoredToken {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  /** Milliseconds since the epoch; absent where the API did not say. */
  readonly expiresAt?: number | undefined;
}

/**
 * Where tokens are kept between calls. The default keeps them in memory. Give your own to share a
 * token between processes or to survive a restart; it holds live credentials, so keep it safe.
 */
export interface TokenStore {
  /** The token that was last set, if any. */
  readonly get: () => StoredToken | undefined | Promise<StoredToken | undefined>;
  /** Keeps a token; `undefined` forgets it. */
  readonly set: (token: StoredToken | undefined) => void | Promise<void>;
}

/** A {@link TokenStore} that forgets everything with the process. */
export const memoryTokenStore = (initial?: StoredToken): TokenStore => {
  let token = initial;
  return {
    get: () => token,
    set: (next) => {
      token = next;
    },
  };
};
