import type { RetryClass } from "../contract/endpoint.ts";
import type { TokenRequest } from "../models/token.ts";
import type { ClientCredentials, PasswordCredentials, RefreshCredentials } from "./credentials.ts";

/** Credentials that the client exchanges for tokens. */
export type GrantCredentials = ClientCredentials | PasswordCredentials | RefreshCredentials;

/** A token request and its retry class. */
export interface Grant {
  readonly request: TokenRequest;
  readonly retry: RetryClass;
}

const clientOf = ({ clientId, clientSecret }: GrantCredentials) => ({
  clientId,
  ...(clientSecret !== undefined && { clientSecret }),
});

/** The refresh grant. Not retried, because the API may rotate refresh tokens. */
export const refreshGrant = (credentials: GrantCredentials, refreshToken: string): Grant => ({
  request: { grantType: "refresh_token", ...clientOf(credentials), refreshToken },
  retry: "non-idempotent",
});

/** The initial grant; `undefined` if there is only a refresh token. */
export const firstGrant = (credentials: GrantCredentials): Grant | undefined => {
  switch (credentials.grant) {
    case "client_credentials":
      return {
        request: {
          grantType: "client_credentials",
          clientId: credentials.clientId,
          clientSecret: credentials.clientSecret,
        },
        retry: "idempotent",
      };
    case "password":
      return {
        request: {
          grantType: "password",
          ...clientOf(credentials),
          username: credentials.username,
          password: credentials.password,
        },
        retry: "idempotent",
      };
    case "refresh_token":
      return undefined;
  }
};
