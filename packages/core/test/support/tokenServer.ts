import { json, startFaultServer, type Behavior, type FaultServer } from "./faultServer.ts";

/** A real API whose refresh tokens work once. */
export interface TokenServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: FaultServer["requests"];
  /** Every token request, in order of arrival. */
  readonly tokenRequests: ReadonlyArray<{
    readonly grant: string;
    readonly outcome: "granted" | "rejected";
  }>;
  /** Rejects all access tokens that were granted before. */
  readonly expire: () => void;
  /** Issues a refresh token, as for a user who has signed in before. */
  readonly issueRefreshToken: (username: string) => string;
}

const passwords: { readonly [username: string]: string } = {
  admin: "right",
  ada: "lovelace",
  // The README's.
  jdoe: "sandbox-jdoe",
};

/** Starts a {@link TokenServer}. `/users/me` answers with the user of the token. */
export const startTokenServer = async (
  options: {
    /** Seconds. */
    readonly expiresIn?: number;
    /** Delays the response to a granted refresh, so that others can use the same token before. */
    readonly beforeRefreshed?: () => Promise<void>;
  } = {},
): Promise<TokenServer> => {
  const accessTokens = new Map<string, string>();
  const refreshTokens = new Map<string, string>();
  const tokenRequests: Array<TokenServer["tokenRequests"][number]> = [];
  let issued = 0;

  const issueRefreshToken = (username: string) => {
    const token = `refresh-${(issued += 1)}-${username}`;
    refreshTokens.set(token, username);
    return token;
  };

  const userOf = (form: URLSearchParams): string | undefined => {
    const username = form.get("username") ?? "";
    const refreshToken = form.get("refresh_token") ?? "";
    switch (form.get("grant_type")) {
      case "client_credentials":
        return form.get("client_secret") === "secret" ? "service" : undefined;
      case "password":
        return passwords[username] === form.get("password") ? username : undefined;
      default: {
        const owner = refreshTokens.get(refreshToken);
        refreshTokens.delete(refreshToken);
        return owner;
      }
    }
  };

  const behavior: Behavior = async (response, request) => {
    if (request.path === "/oauth/token") {
      const form = new URLSearchParams(request.body);
      const grant = form.get("grant_type") ?? "";
      const username = userOf(form);
      tokenRequests.push({ grant, outcome: username === undefined ? "rejected" : "granted" });
      if (username === undefined) {
        return json({ error: "invalid_grant" }, 400)(response, request);
      }
      if (grant === "refresh_token") await options.beforeRefreshed?.();
      const accessToken = `access-${(issued += 1)}-${username}`;
      accessTokens.set(accessToken, username);
      return json({
        access_token: accessToken,
        expires_in: options.expiresIn ?? 3_600,
        ...(grant !== "client_credentials" && { refresh_token: issueRefreshToken(username) }),
      })(response, request);
    }
    const username = accessTokens.get(
      request.headers.authorization?.replace("Bearer ", "") ?? "anonymous",
    );
    return username === undefined
      ? json({}, 401)(response, request)
      : json({ id: 1, display_name: username })(response, request);
  };
  const server = await startFaultServer(behavior);
  return {
    url: server.url,
    requests: server.requests,
    tokenRequests,
    expire: () => accessTokens.clear(),
    issueRefreshToken,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};
