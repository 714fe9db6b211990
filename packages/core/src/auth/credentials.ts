/** The service's own account: a confidential client. */
export interface ClientCredentials {
  readonly grant: "client_credentials";
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A user who signed in. Public clients such as `web` have no secret. */
export interface PasswordCredentials {
  readonly grant: "password";
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly username: string;
  readonly password: string;
}

/** A user who signed in before: only a refresh token is left. */
export interface RefreshCredentials {
  readonly grant: "refresh_token";
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly refreshToken: string;
}

/** What a token function is told. */
export interface TokenRequestContext {
  /** The token that the API has just refused: return another one, or the same to give up. */
  readonly rejected?: string;
  readonly signal: AbortSignal;
}

/** A token that somebody else looks after: the token itself, or a function asked before each call. */
export interface GivenToken {
  readonly token: string | ((context: TokenRequestContext) => string | Promise<string>);
}

/** Whose token the calls carry. */
export type Credentials = ClientCredentials | PasswordCredentials | RefreshCredentials | GivenToken;
