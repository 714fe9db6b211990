import {
  type Aborted,
  createUsersClient,
  type ErrorOf,
  type OAuthToken,
  type Result,
} from "@knetik-users/core";
import type { H3Event } from "h3";
import { headersForApi } from "../request/eventHeaders.ts";
import { apiOptions, serverConfig } from "../request/serverConfig.ts";

type Grant =
  | { readonly grantType: "password"; readonly username: string; readonly password: string }
  | { readonly grantType: "refresh_token"; readonly refreshToken: string };

/** Gets tokens from the API for the caller of a request. Never rejects. */
export const grantTokens = async (
  event: H3Event,
  grant: Grant,
): Promise<Result<OAuthToken, ErrorOf<"getOAuthToken"> | Aborted>> => {
  const { clientId, clientSecret } = serverConfig(event);
  const client = createUsersClient({ ...apiOptions(event), headers: headersForApi(event) });
  try {
    return await client.result.getOAuthToken({
      ...grant,
      clientId,
      ...(clientSecret !== "" && { clientSecret }),
    });
  } finally {
    await client.close();
  }
};
