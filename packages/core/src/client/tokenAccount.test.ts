import { describe, expect, it } from "vitest";
import type { Credentials } from "../auth/credentials.ts";
import type { UsersClientOptions } from "./clientOptions.ts";
import { tokenAccount } from "./tokenAccount.ts";

const password: Credentials = {
  grant: "password",
  clientId: "web",
  username: "ada",
  password: "lovelace",
};
const refresh: Credentials = { grant: "refresh_token", clientId: "web", refreshToken: "r-1" };
const service: Credentials = {
  grant: "client_credentials",
  clientId: "web",
  clientSecret: "secret",
};
const options = { baseUrl: "https://api.test", auth: password };
const hash = /^[0-9a-f]{64}$/;

describe("tokenAccount", () => {
  it.each<[string, Partial<UsersClientOptions>]>([
    ["base URL", { baseUrl: "https://other.test" }],
    ["token URL", { tokenUrl: "https://login.test/token" }],
    ["client id", { auth: { ...password, clientId: "app" } }],
    ["user name", { auth: { ...password, username: "grace" } }],
    ["grant", { auth: refresh }],
    ["grant", { auth: service }],
  ])("depends on the %s", (_, changed) => {
    expect(tokenAccount(options)).toMatch(hash);
    expect(tokenAccount({ ...options, ...changed })).toMatch(hash);
    expect(tokenAccount({ ...options, ...changed })).not.toBe(tokenAccount(options));
  });

  it("depends on the configured refresh token", () => {
    expect(tokenAccount({ ...options, auth: { ...refresh, refreshToken: "r-2" } })).not.toBe(
      tokenAccount({ ...options, auth: refresh }),
    );
  });

  it("does not depend on passwords, client secrets, or how the URL is written", () => {
    expect(
      tokenAccount({
        baseUrl: new URL("https://API.test/"),
        tokenUrl: "https://api.test/oauth/token",
        auth: { ...password, password: "other", clientSecret: "other" },
      }),
    ).toBe(tokenAccount(options));
    expect(tokenAccount({ ...options, auth: { ...service, clientSecret: "other" } })).toBe(
      tokenAccount({ ...options, auth: service }),
    );
  });

  it("is undefined for clients that request no tokens", () => {
    expect(tokenAccount({ baseUrl: "https://api.test" })).toBeUndefined();
    expect(tokenAccount({ ...options, auth: { token: "t" } })).toBeUndefined();
  });
});
