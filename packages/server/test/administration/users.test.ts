import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readContents } from "../../src/sandbox/state/databaseContents.ts";
import { problemsOf } from "../documented.ts";
import { fieldsOf, type Fixture, start } from "../support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start({ trustProxy: 1 });
});
afterAll(() => fixture.server.close());

const admin = (method: string, path: string, token = fixture.admin) =>
  fixture.call(method, `/_admin/users/${path}`, { token });
const grant = (username: string) =>
  fixture.grant(
    { grant_type: "password", client_id: "web", username, password: "a-password" },
    { "x-forwarded-for": "203.0.113.77" },
  );
const refresh = (refresh_token: string) =>
  fixture.grant({ grant_type: "refresh_token", client_id: "web", refresh_token });
const me = async (token: string) => (await fixture.call("GET", "/users/me", { token })).status;

/** A user with something in every table. */
const registerWithTraces = async (name: string) => {
  const id = await fixture.register(name, {
    email: `${name}@erase.example`,
    fullname: `${name} the Great`,
    mobile_number: `+1-${name}`,
    additional_properties: { note: { type: "text", value: `${name}'s secret` } },
  });
  const { body } = await grant(name);
  const json = { value: `tag-of-${name}` };
  await fixture.call("POST", `/users/${id}/tags`, { json, token: fixture.admin });
  const { queries } = fixture.database;
  await queries.insertInto("user_roles").values({ user_id: id, role: "TEMPLATE_ADMIN" }).execute();
  const [group] = await queries.selectFrom("user_groups").select("id").limit(1).execute();
  await queries
    .insertInto("user_group_members")
    .values({ user_id: id, group_id: group!.id })
    .execute();
  await fixture.call("POST", `/users/${id}/password-reset`);
  return { id, access: String(body.access_token), refresh: String(body.refresh_token) };
};
/** All rows of all tables as text. */
const everything = async () => JSON.stringify(await readContents(fixture.database.queries));
const auditOf = (id: number) =>
  fixture.database.queries
    .selectFrom("audit_log")
    .selectAll()
    .where("target", "=", `user:${id}`)
    .orderBy("id")
    .execute();

describe("a route for administration", () => {
  it.each([
    ["GET", ""],
    ["DELETE", ""],
    ["GET", "/export"],
    ["POST", "/anonymize"],
    ["POST", "/disable"],
    ["POST", "/enable"],
  ])("%s %s needs USERS_ADMIN", async (method, path) => {
    const jdoe = await fixture.signIn("jdoe", "sandbox-jdoe");
    expect((await fixture.call(method, `/_admin/users/2${path}`)).status).toBe(401);
    expect((await admin(method, `2${path}`, jdoe)).status).toBe(403);
    expect((await admin(method, `2${path}`, "nonsense")).status).toBe(401);
    expect((await admin(method, `999${path}`)).status).toBe(404);
    for (const id of ["me", "0", "1e3", "99999999999"]) {
      const answer = await admin(method, `${id}${path}`);
      expect([id, answer.status, fieldsOf(answer)]).toEqual([id, 400, ["id"]]);
    }
    expect((await admin("PATCH", `2${path}`)).status).toBe(405);
  });

  it("does not let administrators lock out or delete themselves", async () => {
    const own = await fixture.signIn("admin", "sandbox-admin");
    for (const [method, path] of [
      ["DELETE", ""],
      ["POST", "/anonymize"],
      ["POST", "/disable"],
    ] as const) {
      const answer = await admin(method, `1${path}`, own);
      expect([answer.status, fieldsOf(answer)]).toEqual([400, ["id"]]);
    }
    expect(await me(own)).toBe(200);
  });
});

describe("a disabled user", () => {
  it("has no sessions and cannot sign in, refresh or use a reset, until enabled", async () => {
    const { id, access, refresh: token } = await registerWithTraces("disabled");
    expect((await admin("POST", `${id}/disable`)).status).toBe(204);
    expect((await admin("POST", `${id}/disable`)).status).toBe(204);
    expect(await me(access)).toBe(401);
    expect((await refresh(token)).body.error).toBe("invalid_grant");
    const { body, status } = await grant("disabled");
    // The same response as for a wrong password.
    const wrong = await grant("nobody-at-all");
    expect([status, body]).toEqual([wrong.status, wrong.body]);
    await fixture.call("POST", `/users/${id}/password-reset`);
    const messages = await fixture.database.queries
      .selectFrom("outbox")
      .selectAll()
      .where("user_id", "=", id)
      .execute();
    expect(messages).toEqual([]);
    const state = await admin("GET", String(id));
    expect(state.body).toEqual({
      id,
      disabled_date: Date.UTC(2026, 1, 1) / 1_000,
      has_password: true,
      roles: ["TEMPLATE_ADMIN"],
      last_sign_in: Date.UTC(2026, 1, 1) / 1_000,
      failed_sign_ins: 1,
      version: expect.any(String),
    });
    expect(problemsOf("get_account", 200, state.body)).toEqual([]);
    expect((await admin("POST", `${id}/enable`)).status).toBe(204);
    expect((await grant("disabled")).status).toBe(200);
    const events = (await auditOf(id)).map(({ event }) => event);
    expect(events.filter((event) => /^user\.(?:dis|en)abled$/.test(event))).toEqual([
      "user.disabled",
      "user.enabled",
    ]);
  });

  it("cannot sign in while being disabled", async () => {
    const id = await fixture.register("raced");
    await Promise.all([
      ...Array.from({ length: 8 }, () => grant("raced")),
      admin("POST", `${id}/disable`),
    ]);
    const { queries } = fixture.database;
    for (const table of ["access_tokens", "refresh_tokens"] as const) {
      const rows = await queries.selectFrom(table).selectAll().where("user_id", "=", id).execute();
      expect(rows).toEqual([]);
    }
  });
});

describe("an export", () => {
  it("contains everything about a user, and no secret or hash", async () => {
    const { id, access, refresh: token } = await registerWithTraces("exported");
    // An administrator's own address is not the user's.
    const own = await fixture.signIn("admin", "sandbox-admin");
    await fixture.call("PUT", `/users/${id}`, {
      json: { city: "Oslo" },
      token: own,
      headers: { "x-forwarded-for": "198.51.100.1" },
    });
    const { status, body } = await admin("GET", `${id}/export`);
    expect(status).toBe(200);
    expect(problemsOf("export_user", 200, body)).toEqual([]);
    expect(body).toMatchObject({
      user: { username: "exported", fullname: "exported the Great", tags: ["tag-of-exported"] },
      account: { roles: ["TEMPLATE_ADMIN"] },
      groups: [{ unique_name: expect.any(String) }],
      sessions: [{ client_id: "web" }],
      messages: [{ recipient: "exported@erase.example" }],
    });
    const events = body.audit.map(({ event }: { event: string }) => event);
    expect(events).toEqual(
      expect.arrayContaining(["user.registered", "sign_in.succeeded", "user.exported"]),
    );
    const text = JSON.stringify(body);
    expect(text).toContain("203.0.113.77");
    expect(text).not.toContain("198.51.100.1");
    expect(text).not.toMatch(/argon2|secret_hash|token_hash|password_hash/);
    for (const secret of [access, token]) expect(text).not.toContain(secret);
  });
});

it("an export reads a long audit trail in chunks, and stops if nobody reads it", async () => {
  const id = await fixture.register("much-audited");
  const { queries } = fixture.database;
  const entries = (from: number) =>
    Array.from({ length: 500 }, (_, index) => ({
      at: from + index,
      event: "user.updated",
      // Some were caused by the user, some by others, some by the user on itself.
      user_id: index % 3 === 0 ? 1 : id,
      client_id: "web",
      address: "192.0.2.1",
      target: index % 3 === 1 ? null : `user:${id}`,
      fields: "[]",
    }));
  for (let from = 0; from < 2_500; from += 500) {
    await queries.insertInto("audit_log").values(entries(from)).execute();
  }
  const { body } = await admin("GET", `${id}/export`);
  const updates = body.audit.filter(({ event }: { event: string }) => event === "user.updated");
  expect(updates.map(({ at }: { at: number }) => at)).toEqual(
    Array.from({ length: 2_500 }, (_, index) => index),
  );
  expect(body.audit).toHaveLength(2_502);
  expect(updates[0].address).toBeNull();
  expect(updates[1].address).toBe("192.0.2.1");

  const request = new Request(`http://test/_admin/users/${id}/export`, {
    headers: { authorization: `Bearer ${fixture.admin}` },
  });
  const response = await fixture.server.fetch(request);
  expect(response.headers.get("x-request-id")).not.toBeNull();
  const reader = response.body!.getReader();
  const first = await reader.read();
  expect(new TextDecoder().decode(first.value)).toMatch(/"audit":\[\n$/);
  await reader.cancel();
});

describe("a deleted user", () => {
  it("leaves nothing behind but ids in the audit trail", async () => {
    const { id, access } = await registerWithTraces("forgotten");
    expect(await everything()).toContain("forgotten");
    expect((await admin("DELETE", String(id))).status).toBe(204);
    expect((await admin("DELETE", String(id))).status).toBe(404);
    expect(await everything()).not.toMatch(/forgotten/i);
    expect(await me(access)).toBe(401);
    expect((await fixture.call("GET", `/users/${id}`)).status).toBe(404);
    const entries = await auditOf(id);
    expect(entries.at(-1)).toMatchObject({ event: "user.deleted", client_id: "server" });
    expect(entries.every(({ address }) => address === null)).toBe(true);
    const { body } = await fixture.call("GET", "/users?size=1", { token: fixture.admin });
    const rows = await fixture.database.queries.selectFrom("users").select("id").execute();
    expect(body.total_elements).toBe(rows.length);
    // The name is free again, and the id is not reused.
    expect(await fixture.register("forgotten")).toBeGreaterThan(id);
  });
});

describe("an anonymous user", () => {
  it("keeps its id and nothing that tells who it was", async () => {
    const { id, access } = await registerWithTraces("vanished");
    expect((await admin("POST", `${id}/anonymize`)).status).toBe(204);
    expect(await everything()).not.toMatch(/vanished/i);
    expect(await me(access)).toBe(401);
    const { body } = await fixture.call("GET", `/users/${id}`, { token: fixture.admin });
    expect(Object.keys(body).sort()).toEqual([
      "display_name",
      "email",
      "id",
      "last_updated",
      "member_since",
      "tags",
      "username",
    ]);
    expect(body.username).toMatch(/^anonymous-\d+-[\da-f]{8}$/);
    expect((await auditOf(id)).every(({ address }) => address === null)).toBe(true);
    const state = await admin("GET", String(id));
    expect(state.body).toMatchObject({ has_password: false, roles: [] });
    expect(state.body.disabled_date).toEqual(expect.any(Number));
  });
});
