import type { RetryClass } from "../contract/endpoint.ts";
import type { TokenRequest } from "../model/token.ts";
import type { ClientCredentials, PasswordCredentials, RefreshCredentials } from "./credentials.ts";

/** Credentials that this library turns into tokens itself. */
export type GrantCredentials = ClientCredentials | PasswordCredentials | RefreshCredentials;

/** One question to the token endpoint, and how safe it is to ask again. */
export interface Grant {
  readonly request: TokenRequest;
  readonly retry: RetryClass;
}

const clientOf = ({ clientId, clientSecret }: GrantCredentials) => ({
  clientId,
  ...(clientSecret !== undefined && { clientSecret }),
});

/** The grant that uses a refresh token. A rotated one must not be sent twice. */
export const refreshGrant = (credentials: GrantCredentials, refreshToken: string): Grant => ({
  request: { grantType: "refresh_token", ...clientOf(credentials), refreshToken },
  retry: "once",
});

/** The grant that starts afresh, if the credentials allow it. */
export const firstGrant = (credentials: GrantCredentials): Grant | undefined => {
  switch (credentials.grant) {
    case "client_credentials":
      return {
        request: {
          grantType: "client_credentials",
          clientId: credentials.clientId,
          clientSecret: credentials.clientSecret,
        },
        retry: "repeatable",
      };
    case "password":
      return {
        request: {
          grantType: "password",
          ...clientOf(credentials),
          username: credentials.username,
          password: credentials.password,
        },
        retry: "repeatable",
      };
    case "refresh_token":
      return undefined;
  }
};
