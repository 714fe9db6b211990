/** The client requested an access token. */
export interface TokenEvent {
  readonly type: "token";
  readonly grant: "client_credentials" | "password" | "refresh_token";
  readonly outcome: "granted" | "failed";
}
