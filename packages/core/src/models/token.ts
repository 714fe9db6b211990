/** Input of `getOAuthToken`, distinguished by `grantType`. Public clients such as `web` have no secret. */
export type TokenRequest =
  | {
      /** Id of the application. It is not secret. */
      readonly clientId: string;
      /** OAuth 2.0 grant; decides which other fields there are. */
      readonly grantType: "client_credentials";
      /** Secret: never logged or traced. */
      readonly clientSecret: string;
    }
  | {
      /** Id of the application. It is not secret. */
      readonly clientId: string;
      /** OAuth 2.0 grant; decides which other fields there are. */
      readonly grantType: "password";
      /** Secret: never logged or traced. Public clients such as `web` have none. */
      readonly clientSecret?: string | undefined;
      /** Name to sign in with. */
      readonly username: string;
      /** In plain text. Secret: never logged or traced. */
      readonly password: string;
    }
  | {
      /** Id of the application. It is not secret. */
      readonly clientId: string;
      /** OAuth 2.0 grant; decides which other fields there are. */
      readonly grantType: "refresh_token";
      /** Secret: never logged or traced. Public clients such as `web` have none. */
      readonly clientSecret?: string | undefined;
      /** Secret: never logged or traced. The API may accept it only once. */
      readonly refreshToken: string;
    };

/** Response of the token endpoint (`OAuth2Resource`). */
export interface OAuthToken {
  /** Sent as `Authorization: Bearer …`. Secret: never logged or traced. */
  readonly accessToken: string;
  /** `bearer`. */
  readonly tokenType?: string | undefined;
  /** Lifetime in seconds, counted from the response. */
  readonly expiresIn?: number | undefined;
  /** Gets the next access token. Secret: never logged or traced. Absent for some grants. */
  readonly refreshToken?: string | undefined;
  /** What the token allows, as the API reports it. */
  readonly scope?: string | undefined;
}
