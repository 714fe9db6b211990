import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { ClientCredentials, ResourceOwnerPassword } from "simple-oauth2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Listener, UsersServer } from "../../src/index.ts";
import { createServer } from "../../src/index.ts";
import { cheapPasswords } from "../services.ts";

let server: UsersServer;
let listener: Listener;
let issuer: URL;
beforeAll(async () => {
  server = await createServer({ sandbox: { users: 2 }, passwords: cheapPasswords });
  listener = await server.listen({ port: 0 });
  issuer = new URL(listener.url);
});
afterAll(() => server.close());

const jdoe = { username: "jdoe", password: "sandbox-jdoe" };
const isValid = async (token: string) => {
  const headers = { authorization: `Bearer ${token}` };
  const { status } = await fetch(`${listener.url}/users/templates`, { headers });
  // 403: the token is valid, but its user has no role.
  return status === 200 || status === 403;
};

describe("oauth4webapi", () => {
  // oxlint-disable-next-line typescript/no-deprecated -- a server on loopback has no TLS
  const insecure = { [oauth.allowInsecureRequests]: true };
  const discover = async () => {
    const response = await oauth.discoveryRequest(issuer, { ...insecure, algorithm: "oauth2" });
    return oauth.processDiscoveryResponse(issuer, response);
  };

  it.each([
    ["in Basic form", oauth.ClientSecretBasic("sandbox-secret")],
    ["in the body", oauth.ClientSecretPost("sandbox-secret")],
  ])("finds the endpoints and gets a token for a client with its secret %s", async (_, secret) => {
    const metadata = await discover();
    const client = { client_id: "server" };
    const response = await oauth.clientCredentialsGrantRequest(
      metadata,
      client,
      secret,
      {},
      insecure,
    );
    const token = await oauth.processClientCredentialsResponse(metadata, client, response);
    expect(await isValid(token.access_token)).toBe(true);
    const revoked = await oauth.revocationRequest(
      metadata,
      client,
      secret,
      token.access_token,
      insecure,
    );
    await oauth.processRevocationResponse(revoked);
    expect(await isValid(token.access_token)).toBe(false);
  });

  it("signs a user in through a public client, refreshes and signs out", async () => {
    const metadata = await discover();
    const client = { client_id: "web" };
    const response = await oauth.genericTokenEndpointRequest(
      metadata,
      client,
      oauth.None(),
      "password",
      jdoe,
      insecure,
    );
    const first = await oauth.processGenericTokenEndpointResponse(metadata, client, response);
    const again = await oauth.refreshTokenGrantRequest(
      metadata,
      client,
      oauth.None(),
      first.refresh_token!,
      insecure,
    );
    const second = await oauth.processRefreshTokenResponse(metadata, client, again);
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(
        metadata,
        client,
        oauth.None(),
        second.refresh_token!,
        insecure,
      ),
    );
    for (const { access_token: token } of [first, second]) expect(await isValid(token)).toBe(false);
  });

  it("understands an error", async () => {
    const metadata = await discover();
    const client = { client_id: "server" };
    const response = await oauth.clientCredentialsGrantRequest(
      metadata,
      client,
      oauth.ClientSecretBasic("wrong"),
      {},
      insecure,
    );
    await expect(
      oauth.processClientCredentialsResponse(metadata, client, response),
    ).rejects.toThrow();
    expect(response.status).toBe(401);
  });
});

describe("openid-client", () => {
  const options = {
    algorithm: "oauth2" as const,
    // oxlint-disable-next-line typescript/no-deprecated -- a server on loopback has no TLS
    execute: [openid.allowInsecureRequests],
  };

  it("works with a confidential client from discovery to revocation", async () => {
    const config = await openid.discovery(issuer, "server", "sandbox-secret", undefined, options);
    const { access_token: token } = await openid.clientCredentialsGrant(config);
    expect(await isValid(token)).toBe(true);
    await openid.tokenRevocation(config, token);
    expect(await isValid(token)).toBe(false);
  });

  it("works with a public client", async () => {
    const config = await openid.discovery(issuer, "web", undefined, openid.None(), options);
    const first = await openid.genericGrantRequest(config, "password", jdoe);
    const second = await openid.refreshTokenGrant(config, first.refresh_token!);
    await openid.tokenRevocation(config, second.refresh_token!);
    expect(await isValid(second.access_token)).toBe(false);
    await expect(openid.refreshTokenGrant(config, second.refresh_token!)).rejects.toMatchObject({
      error: "invalid_grant",
    });
  });
});

describe("simple-oauth2", () => {
  const auth = () => ({
    tokenHost: listener.url,
    tokenPath: "/oauth/token",
    revokePath: "/oauth/revoke",
  });

  it.each(["header", "body"] as const)(
    "gets a token for a client with its secret in the %s",
    async (authorizationMethod) => {
      const grant = new ClientCredentials({
        client: { id: "server", secret: "sandbox-secret" },
        auth: auth(),
        options: { authorizationMethod },
      });
      const { token } = await grant.getToken({});
      expect(await isValid(String(token["access_token"]))).toBe(true);
    },
  );

  it.each(["header", "body"] as const)(
    "signs a user in with a public client's empty secret in the %s, refreshes and revokes",
    async (authorizationMethod) => {
      const grant = new ResourceOwnerPassword({
        client: { id: "web", secret: "" },
        auth: auth(),
        options: { authorizationMethod },
      });
      const first = grant.createToken((await grant.getToken(jdoe)).token);
      const second = await first.refresh();
      await second.revokeAll();
      for (const { token } of [first, second]) {
        expect(await isValid(String(token["access_token"]))).toBe(false);
      }
    },
  );
});
