import * as Effect from "effect/Effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeExpired } from "../src/api/maintenance.ts";
import { hashSecret } from "../src/database/hashSecret.ts";
import { keptForever } from "./services.ts";
import { type Fixture, start } from "./support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start({ tokens: { accessTokenLifetime: 100, refreshTokenLifetime: 1_000 } });
});
afterAll(() => fixture.server.close());

const server = { client_id: "server", client_secret: "sandbox-secret" };
const jdoe = { username: "jdoe", password: "sandbox-jdoe" };
const byPassword = { grant_type: "password", client_id: "web", ...jdoe };
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
});

describe("grants", () => {
  it("gives a client a token of its own, without a refresh token", async () => {
    const { status, headers, body } = await fixture.grant({
      grant_type: "client_credentials",
      scope: "ignored",
      ...server,
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: "bearer",
      expires_in: 100,
    });
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it.each(["jdoe", "JDoe", "jdoe@sandbox.example", "JDOE@Sandbox.Example"])(
    "gives %s a token for the password",
    async (username) => {
      const { body } = await fixture.grant({ ...byPassword, username });
      const { body: me } = await fixture.call("GET", "/users/me", { token: body.access_token });
      expect(me.id).toBe(2);
    },
  );

  it("accepts client credentials from Basic authentication, too", async () => {
    const headers = basic("server", "sandbox-secret");
    expect((await fixture.grant({ grant_type: "client_credentials" }, headers)).status).toBe(200);
    const twice = await fixture.grant({ grant_type: "client_credentials", ...server }, headers);
    expect([twice.status, twice.body.error]).toEqual([400, "invalid_request"]);
    const wrong = await fixture.grant({ grant_type: "client_credentials" }, basic("server", "x"));
    expect([wrong.status, wrong.headers.get("www-authenticate")]).toEqual([401, "Basic"]);
  });
});

describe("refresh tokens", () => {
  const again = (refresh_token: string) =>
    fixture.grant({ grant_type: "refresh_token", client_id: "web", refresh_token });
  const isIn = async (token: string) =>
    (await fixture.call("GET", "/users/me", { token })).status === 200;

  it("are rotated, for their client and their time", async () => {
    const { body: first } = await fixture.grant(byPassword);
    const { body: second } = await again(first.refresh_token);
    expect(second.refresh_token).toMatch(/^[\w-]{43}$/);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await isIn(second.access_token)).toBe(true);
    const other = await fixture.grant(byPassword);
    const foreign = { grant_type: "refresh_token", ...server };
    const stolen = await fixture.grant({ ...foreign, refresh_token: other.body.refresh_token });
    expect(stolen.body.error).toBe("invalid_grant");
    fixture.advance(999);
    expect((await again(other.body.refresh_token)).status).toBe(200);
    const last = await fixture.grant(byPassword);
    fixture.advance(1_000);
    expect((await again(last.body.refresh_token)).body.error).toBe("invalid_grant");
  });

  it("that are used twice within the grace period lead to the same next token", async () => {
    const { body: first } = await fixture.grant(byPassword);
    const tabs = await Promise.all([1, 2, 3].map(() => again(first.refresh_token)));
    expect(tabs.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [one, other] = tabs.map(({ body }) => body);
    expect(other.refresh_token).toBe(one.refresh_token);
    expect(other.access_token).not.toBe(one.access_token);
    for (const { body } of tabs) expect(await isIn(body.access_token)).toBe(true);

    // One tab is two rotations ahead; the late one gets the newest token.
    const { body: second } = await again(one.refresh_token);
    const { body: third } = await again(second.refresh_token);
    fixture.advance(9);
    expect((await again(first.refresh_token)).body.refresh_token).toBe(third.refresh_token);
    fixture.advance(9);
    expect((await again(third.refresh_token)).status).toBe(200);
    expect(await isIn(third.access_token)).toBe(true);
  });

  it("that are reused after the grace period end their session, and no other", async () => {
    const [{ body: first }, { body: bystander }] = await Promise.all([
      fixture.grant(byPassword),
      fixture.grant(byPassword),
    ]);
    const { body: second } = await again(first.refresh_token);
    const { body: third } = await again(second.refresh_token);
    fixture.advance(10);
    expect((await again(first.refresh_token)).body.error).toBe("invalid_grant");
    for (const { access_token, refresh_token } of [first, second, third]) {
      expect(await isIn(access_token)).toBe(false);
      expect((await again(refresh_token)).body.error).toBe("invalid_grant");
    }
    expect(await isIn(bystander.access_token)).toBe(true);
    expect((await again(bystander.refresh_token)).status).toBe(200);
  });

  it("without a grace period work for exactly one of several concurrent uses", async () => {
    await using strict = await start({ tokens: { refreshTokenGrace: 0 } });
    const { body } = await strict.grant(byPassword);
    const form = { grant_type: "refresh_token", client_id: "web" };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => strict.grant({ ...form, refresh_token: body.refresh_token })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    // The use that succeeded is signed out as well: any of the four may be the thief's.
    const token = answers.find(({ status }) => status === 200)?.body.access_token;
    expect((await strict.call("GET", "/users/me", { token })).status).toBe(401);
  });

  it("are stored as hashes", async () => {
    const { body: first } = await fixture.grant(byPassword);
    const { body: second } = await again(first.refresh_token);
    const rows = await fixture.database.queries.selectFrom("refresh_tokens").selectAll().execute();
    const access = await fixture.database.queries.selectFrom("access_tokens").selectAll().execute();
    const stored = JSON.stringify([rows, access]);
    for (const { access_token, refresh_token } of [first, second]) {
      expect(stored).not.toContain(access_token);
      expect(stored).not.toContain(refresh_token);
    }
  });
});

describe("a client", () => {
  it("may repeat its id in the body, but not contradict it", async () => {
    const headers = basic("server", "sandbox-secret");
    const grant = { grant_type: "client_credentials" };
    expect((await fixture.grant({ ...grant, client_id: "server" }, headers)).status).toBe(200);
    const other = await fixture.grant({ ...grant, client_id: "web" }, headers);
    expect([other.status, other.body.error]).toEqual([400, "invalid_request"]);
    expect(other.body.error_description).toContain("client_id");
  });

  it("that is public may send an empty secret in Basic form", async () => {
    const { status } = await fixture.grant({ grant_type: "password", ...jdoe }, basic("web", ""));
    expect(status).toBe(200);
    const server = await fixture.grant({ grant_type: "client_credentials" }, basic("server", ""));
    expect([server.status, server.body.error]).toEqual([401, "invalid_client"]);
  });

  it.each(["Basic", "Basic !", `Basic ${Buffer.from("server").toString("base64")}`, "Basic Og=="])(
    "is rejected with the malformed header %j",
    async (authorization) => {
      const answer = await fixture.grant(
        { grant_type: "client_credentials", ...server },
        { authorization },
      );
      expect([answer.status, answer.body.error]).toEqual([401, "invalid_client"]);
      expect(answer.headers.get("www-authenticate")).toBe("Basic");
    },
  );
});

describe("a rotated client secret", () => {
  it("is valid beside the new one until its time is over, and then erased", async () => {
    await using own = await start();
    const { queries } = own.database;
    const now = Date.UTC(2026, 1, 1) / 1_000;
    await queries
      .updateTable("oauth_clients")
      .set({
        secret_hash: hashSecret("the-new-secret"),
        previous_secret_hash: hashSecret("sandbox-secret"),
        previous_secret_until: now + 60,
      })
      .where("id", "=", "server")
      .execute();
    const statusWith = async (client_secret: string) =>
      (await own.grant({ grant_type: "client_credentials", client_id: "server", client_secret }))
        .status;
    const statuses = async () => [
      await statusWith("the-new-secret"),
      await statusWith("sandbox-secret"),
      await statusWith("another-secret"),
    ];
    expect(await statuses()).toEqual([200, 200, 401]);
    own.advance(60);
    expect(await statuses()).toEqual([200, 401, 401]);
    const services = { database: own.database, now: () => now + 60 };
    await Effect.runPromise(removeExpired(services, keptForever));
    const [client] = await queries
      .selectFrom("oauth_clients")
      .selectAll()
      .where("id", "=", "server")
      .execute();
    expect(client).toMatchObject({ previous_secret_hash: null, previous_secret_until: null });
  });
});

describe("revocation", () => {
  const revoke = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    fixture.call("POST", "/oauth/revoke", { form, headers });
  const statusOf = async (token: string) =>
    (await fixture.call("GET", "/users/me", { token })).status;
  const refresh = (refresh_token: string) =>
    fixture.grant({ grant_type: "refresh_token", client_id: "web", refresh_token });

  it("of an access token ends that token only", async () => {
    const { body } = await fixture.grant(byPassword);
    const answer = await revoke({ client_id: "web", token: body.access_token });
    expect([answer.status, answer.body]).toEqual([200, {}]);
    expect(await statusOf(body.access_token)).toBe(401);
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  it("of a refresh token ends its sign-in, and no other", async () => {
    const { body: first } = await fixture.grant(byPassword);
    const { body: other } = await fixture.grant(byPassword);
    const { body: second } = await refresh(first.refresh_token);
    // A used one, which a client may still have.
    const hint = { token_type_hint: "refresh_token" };
    const answer = await revoke({ client_id: "web", token: first.refresh_token, ...hint });
    expect(answer.status).toBe(200);
    for (const token of [first.access_token, second.access_token]) {
      expect(await statusOf(token)).toBe(401);
    }
    expect((await refresh(second.refresh_token)).body.error).toBe("invalid_grant");
    expect(await statusOf(other.access_token)).toBe(200);
    const { body } = await fixture.call("GET", "/users/me", { token: other.access_token });
    const entries = await fixture.database.queries
      .selectFrom("audit_log")
      .selectAll()
      .where("event", "=", "tokens.revoked")
      .where("target", "=", `user:${body.id}`)
      .execute();
    expect(entries.length).toBeGreaterThan(0);
  });

  it("of an unknown token is no error, whatever the hint", async () => {
    for (const token_type_hint of ["access_token", "refresh_token", "cookie"]) {
      const answer = await revoke({ client_id: "web", token: "unknown", token_type_hint });
      expect(answer.status).toBe(200);
    }
  });

  it("needs the client to which the token was issued", async () => {
    const { body } = await fixture.grant(byPassword);
    const foreign = await revoke({ token: body.access_token }, basic("server", "sandbox-secret"));
    expect([foreign.status, foreign.body.error]).toEqual([400, "unauthorized_client"]);
    expect(await statusOf(body.access_token)).toBe(200);
    for (const [status, error, form] of [
      [401, "invalid_client", { token: body.access_token }],
      [401, "invalid_client", { token: body.access_token, client_id: "nobody" }],
      [401, "invalid_client", { token: body.access_token, client_id: "server" }],
      [400, "invalid_request", { client_id: "web" }],
    ] as const) {
      const answer = await revoke(form);
      expect([answer.status, answer.body.error]).toEqual([status, error]);
    }
    expect((await fixture.call("GET", "/oauth/revoke")).status).toBe(405);
  });
});

it("describes its OAuth endpoints", async () => {
  const path = "/.well-known/oauth-authorization-server";
  const { body, headers } = await fixture.call("GET", path);
  expect(body).toMatchObject({
    issuer: "http://test",
    token_endpoint: "http://test/oauth/token",
    revocation_endpoint: "http://test/oauth/revoke",
    grant_types_supported: ["client_credentials", "password", "refresh_token"],
    response_types_supported: [],
  });
  // Depends on the Host header.
  expect(headers.get("cache-control")).toBe("no-store");
  await using proxied = await start({ publicUrl: "https://users.example/api" });
  const answer = await proxied.call("GET", path, { headers: { host: "evil.example" } });
  expect(answer.body).toMatchObject({
    issuer: "https://users.example/api",
    token_endpoint: "https://users.example/api/oauth/token",
  });
  await expect(start({ publicUrl: "https://users.example/" })).rejects.toThrow("publicUrl");
});

describe("errors", () => {
  it.each<[string, Record<string, string>]>([
    ["grant_type is missing.", {}],
    ["client_id is missing.", { grant_type: "password", ...jdoe }],
    ["client_secret is missing.", { grant_type: "client_credentials", client_id: "server" }],
    ["password is missing.", { grant_type: "password", client_id: "web", username: "jdoe" }],
    ["refresh_token is missing.", { grant_type: "refresh_token", client_id: "web" }],
    ["username is missing. password is missing.", { grant_type: "password", client_id: "web" }],
  ])("name the fields as they are sent: %s", async (description, form) => {
    const { body } = await fixture.grant(form);
    expect(body.error_description).toBe(description);
    // RFC 6749, section 5.2.
    expect(body.error_description).toMatch(/^[ !#-[\]-~]*$/);
  });

  it.each<[number, string, Record<string, string>]>([
    [400, "invalid_request", {}],
    [400, "invalid_request", { client_id: "web" }],
    [400, "invalid_request", { ...byPassword, password: "" }],
    [400, "unsupported_grant_type", { ...byPassword, grant_type: "authorization_code" }],
    [401, "invalid_client", { ...byPassword, client_id: "" }],
    [401, "invalid_client", { ...byPassword, client_id: "nobody" }],
    [401, "invalid_client", { grant_type: "client_credentials", client_id: "server" }],
    [401, "invalid_client", { grant_type: "client_credentials", ...server, client_secret: "x" }],
    [401, "invalid_client", { ...byPassword, client_id: "server" }],
    [
      400,
      "unauthorized_client",
      { grant_type: "client_credentials", client_id: "web", client_secret: "x" },
    ],
    [400, "invalid_grant", { ...byPassword, password: "wrong-password" }],
    [400, "invalid_grant", { ...byPassword, username: "nobody" }],
    [400, "invalid_grant", { grant_type: "refresh_token", client_id: "web", refresh_token: "x" }],
  ])("%i %s", async (status, error, form) => {
    const answer = await fixture.grant(form);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(Object.keys(answer.body)).toEqual(["error", "error_description"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(JSON.stringify(answer.body)).not.toContain("wrong-password");
  });

  it("gives the same response for an unknown user and a wrong password", async () => {
    const wrong = await fixture.grant({ ...byPassword, password: "wrong-password" });
    const unknown = await fixture.grant({ ...byPassword, username: "nobody" });
    expect(unknown.body).toEqual(wrong.body);
  });

  it("rejects a repeated field, and a body that is not a form", async () => {
    const twice = await fixture.call("POST", "/oauth/token", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "grant_type=password&grant_type=password",
    });
    expect([twice.status, twice.body.error]).toEqual([400, "invalid_request"]);
    const json = await fixture.call("POST", "/oauth/token", { json: byPassword });
    expect([json.status, json.body.error]).toEqual([400, "invalid_request"]);
  });
});

describe("tokens", () => {
  it("expire", async () => {
    const { body } = await fixture.grant(byPassword);
    const me = () => fixture.call("GET", "/users/me", { token: body.access_token });
    fixture.advance(99);
    expect((await me()).status).toBe(200);
    fixture.advance(1);
    const expired = await me();
    expect(expired.status).toBe(401);
    expect(expired.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
  });

  it("must be valid if it is sent, even if none is required", async () => {
    expect((await fixture.call("GET", "/users/2", { token: "nonsense" })).status).toBe(401);
    const header = { authorization: "Basic abc" };
    expect((await fixture.call("GET", "/users/2", { headers: header })).status).toBe(401);
    expect((await fixture.call("GET", "/users/2")).status).toBe(200);
  });
});
