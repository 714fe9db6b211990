/** Credentials of a confidential client: the service's own account. */
export interface ClientCredentials {
  /** OAuth 2.0 grant; distinguishes the credentials. */
  readonly grant: "client_credentials";
  /** Id of the application. It is not secret. */
  readonly clientId: string;
  /** Secret: never logged or traced. */
  readonly clientSecret: string;
}

/** Credentials of a user. Public clients such as `web` have no secret. */
export interface PasswordCredentials {
  /** OAuth 2.0 grant; distinguishes the credentials. */
  readonly grant: "password";
  /** Id of the application. It is not secret. */
  readonly clientId: string;
  /** Secret: never logged or traced. Public clients such as `web` have none. */
  readonly clientSecret?: string | undefined;
  /** Name to sign in with. */
  readonly username: string;
  /** In plain text. Secret: never logged or traced. */
  readonly password: string;
}

/** The refresh token of a user who has signed in before. */
export interface RefreshCredentials {
  /** OAuth 2.0 grant; distinguishes the credentials. */
  readonly grant: "refresh_token";
  /** Id of the application. It is not secret. */
  readonly clientId: string;
  /** Secret: never logged or traced. Public clients such as `web` have none. */
  readonly clientSecret?: string | undefined;
  /** Secret: never logged or traced. Renewed tokens are in the `tokenStore`. */
  readonly refreshToken: string;
}

/** Passed to a token function. */
export interface TokenRequestContext {
  /** The token that the API has just rejected. Return another one, or the same one to give up. */
  readonly rejected?: string;
  /**
   * Aborted when the client is closed, or when the function takes longer than `timeout.call`. Not when
   * a call is cancelled: others may wait for the same token.
   */
  readonly signal: AbortSignal;
}

/**
 * Returns the access token for a call, or nothing (`undefined`, `null` or `""`) for none: calls are
 * then anonymous, and those that need a token fail with a `TokenFailure` (`missing`).
 *
 * It is called before each call, and with `rejected` after a 401. While it has not returned, other
 * calls wait for the same invocation, so it may spend a refresh token that works only once. A call
 * whose token was rejected after another call had replaced it gets the newer one. If it fails, so do
 * all waiting calls; the next call tries again.
 *
 * All calls of a client share its tokens. For tokens of several users, pass `token` to each call.
 */
export type TokenFunction = (
  context: TokenRequestContext,
) => string | null | undefined | Promise<string | null | undefined>;

/** A token that you manage: the token itself, or a function called before each request. */
export interface GivenToken {
  /** The client cannot renew a token given as text: after a 401 the call fails with `Unauthorized`. */
  readonly token: string | TokenFunction;
}

/** Source of a client's access tokens. */
export type Credentials = ClientCredentials | PasswordCredentials | RefreshCredentials | GivenToken;
