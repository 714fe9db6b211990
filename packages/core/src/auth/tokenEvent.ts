/** The client requested an access token. */
export interface TokenEvent {
  /** Distinguishes the events. */
  readonly type: "token";
  /** OAuth 2.0 grant of the request. */
  readonly grant: "client_credentials" | "password" | "refresh_token";
  /** `failed` also if there was no response. */
  readonly outcome: "granted" | "failed";
}

/** Why a token store, or the token that it returned, was not used. */
export type TokenStoreProblem =
  /** It threw or rejected; see `error`. Of a lock also: it ended without running the function. */
  | "failed"
  /** It took too long: five seconds to read or write, ten for the lock. */
  | "timeout"
  /** It returned something else than a token. */
  | "not-a-token"
  /** The token belongs to another account. */
  | "other-account"
  /** The token has no `account`: an older version stored it, or another program. */
  | "no-account"
  /** `expiresAt` is not a time. The access token counts as expired; its refresh token is used. */
  | "invalid-expiry";

/** The token store failed, or returned a token that the client does not use. */
export interface TokenStoreEvent {
  /** Distinguishes the events. */
  readonly type: "token-store";
  /** Method of the store. */
  readonly action: "get" | "set" | "lock";
  /** What went wrong. */
  readonly reason: TokenStoreProblem;
  /** Name of the error that the store threw, such as `TypeError`. */
  readonly error?: string;
}
