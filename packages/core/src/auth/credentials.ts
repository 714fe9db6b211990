/** Credentials of a confidential client: the service's own account. */
export interface ClientCredentials {
  readonly grant: "client_credentials";
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Credentials of a user. Public clients such as `web` have no secret. */
export interface PasswordCredentials {
  readonly grant: "password";
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly username: string;
  readonly password: string;
}

/** The refresh token of a user who has signed in before. */
export interface RefreshCredentials {
  readonly grant: "refresh_token";
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly refreshToken: string;
}

/** Passed to a token function. */
export interface TokenRequestContext {
  /** The token that the API has just rejected. Return another one, or the same one to give up. */
  readonly rejected?: string;
  readonly signal: AbortSignal;
}

/** A token that you manage: the token itself, or a function called before each request. */
export interface GivenToken {
  readonly token: string | ((context: TokenRequestContext) => string | Promise<string>);
}

/** Source of a client's access tokens. */
export type Credentials = ClientCredentials | PasswordCredentials | RefreshCredentials | GivenToken;
