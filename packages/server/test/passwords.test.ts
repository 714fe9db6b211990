import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldsOf, type Fixture, start } from "./support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start({ tokens: { accessTokenLifetime: 86_400 } });
});
afterAll(() => fixture.server.close());

interface Mail {
  readonly recipient: string;
  readonly body: string;
}
const mailbox = async (): Promise<ReadonlyArray<Mail>> =>
  (await fixture.call("GET", "/_sandbox/mail")).body;
const newestSecret = async () => /Secret: (\S+)/.exec((await mailbox())[0]!.body)![1]!;

const request = (json: unknown) => fixture.call("POST", "/users/password-reset", { json });
const finish = (id: number, secret: string, password = "a-new-password") =>
  fixture.call("PUT", `/users/${id}/password-reset`, { json: { secret, password } });
const signsIn = async (username: string, password: string) =>
  (await fixture.grant({ grant_type: "password", client_id: "web", username, password })).status;

describe("a reset", () => {
  it("is mailed and allows only the new password", async () => {
    const id = await fixture.register("reset");
    const token = await fixture.signIn("reset", "a-password");
    expect((await fixture.call("POST", `/users/${id}/password-reset`)).status).toBe(204);
    const [mail] = await mailbox();
    expect(mail).toMatchObject({ recipient: "reset@example.org" });
    expect(mail!.body).toContain(`User id: ${id}`);
    expect((await finish(id, await newestSecret())).status).toBe(204);
    expect(await signsIn("reset", "a-password")).toBe(400);
    expect(await signsIn("reset", "a-new-password")).toBe(200);
    // Sessions opened with the old password have ended.
    expect((await fixture.call("GET", "/users/me", { token })).status).toBe(401);
  });

  it.each([
    ["email", "NAMED@example.org"],
    ["username", "Named"],
    ["mobile_number", "+47 123"],
  ])("can be requested by %s", async (field, value) => {
    await fixture.register("named", { mobile_number: "+47 123" }).catch(() => undefined);
    const [before] = await mailbox();
    expect((await request({ [field]: value })).status).toBe(204);
    const [mail] = await mailbox();
    expect(mail).toMatchObject({ recipient: "named@example.org" });
    expect(mail).not.toEqual(before);
  });

  it("gets the same response for an unknown user and sends no message", async () => {
    const before = await mailbox();
    for (const json of [{ email: "x@y.example" }, { username: "nobody" }, { mobile_number: "0" }]) {
      const { status, body } = await request(json);
      expect([status, body]).toEqual([204, undefined]);
    }
    expect((await fixture.call("POST", "/users/999999/password-reset")).status).toBe(204);
    expect(await mailbox()).toEqual(before);
  });

  it("must name exactly one account", async () => {
    for (const json of [{}, { email: "a@b", username: "c" }, { email: "" }]) {
      expect((await request(json)).status).toBe(400);
    }
  });

  it("works for exactly one of several concurrent attempts", async () => {
    const id = await fixture.register("once");
    await request({ username: "once" });
    const secret = await newestSecret();
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => finish(id, secret, `password-${index}`)),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 400);
    expect(refused).toHaveLength(15);
    expect(fieldsOf(refused[0]!)).toEqual(["secret"]);
  });

  it("is voided by a newer one, by time, and by another address", async () => {
    const id = await fixture.register("voided");
    await request({ username: "voided" });
    const first = await newestSecret();
    await request({ username: "voided" });
    expect(fieldsOf(await finish(id, first))).toEqual(["secret"]);
    const second = await newestSecret();
    fixture.advance(3_600);
    expect(fieldsOf(await finish(id, second))).toEqual(["secret"]);

    await request({ username: "voided" });
    const third = await newestSecret();
    const token = await fixture.signIn("voided", "a-password");
    await fixture.call("PUT", "/users/me", { json: { email: "moved@example.org" }, token });
    expect(fieldsOf(await finish(id, third))).toEqual(["secret"]);
  });

  it("leaves no copy of a secret that was replaced, used or has expired", async () => {
    const mailTo = async (name: string) =>
      (await mailbox()).filter(({ recipient }) => recipient === `${name}@example.org`);
    const ask = async (name: string) => {
      expect((await request({ username: name })).status).toBe(204);
    };
    const id = await fixture.register("copy");
    await fixture.register("copy-other");
    await ask("copy-other");
    await ask("copy");
    const replaced = await newestSecret();
    await ask("copy");
    expect(await mailTo("copy")).toHaveLength(1);
    expect(JSON.stringify(await mailbox())).not.toContain(replaced);
    await finish(id, await newestSecret());
    expect(await mailTo("copy")).toEqual([]);
    expect(await mailTo("copy-other")).toHaveLength(1);

    await ask("copy");
    const token = await fixture.signIn("copy", "a-new-password");
    await fixture.call("PUT", "/users/me", { json: { email: "copied@example.org" }, token });
    expect(await mailTo("copy")).toEqual([]);

    fixture.advance(3_600);
    await ask("copy");
    expect(await mailTo("copy-other")).toEqual([]);
  });

  it("is not used up by a weak password, and works for its user only", async () => {
    const id = await fixture.register("weak");
    const other = await fixture.register("weak-other");
    await request({ username: "weak" });
    const secret = await newestSecret();
    expect(fieldsOf(await finish(id, secret, "short"))).toEqual(["password"]);
    expect(fieldsOf(await finish(other, secret))).toEqual(["secret"]);
    expect((await finish(id, secret)).status).toBe(204);
  });
});

describe("setting a password", () => {
  it("is allowed for the owner and USERS_ADMIN, and ends all sessions", async () => {
    const id = await fixture.register("setter");
    const token = await fixture.signIn("setter", "a-password");
    const set = (value: string, as?: string) =>
      fixture.call("PUT", `/users/${id}/password`, { json: { value }, token: as });
    const jdoe = await fixture.signIn("jdoe", "sandbox-jdoe");
    expect((await set("another-password")).status).toBe(401);
    expect((await set("another-password", jdoe)).status).toBe(403);
    expect(fieldsOf(await set("short", token))).toEqual(["password"]);
    expect((await set("another-password", token)).status).toBe(204);
    expect((await set("another-password", token)).status).toBe(401);
    expect((await set("admins-password", fixture.admin)).status).toBe(204);
    expect(await signsIn("setter", "admins-password")).toBe(200);
    const missing = await fixture.call("PUT", "/users/999999/password", {
      json: { value: "a-password" },
      token: fixture.admin,
    });
    expect(missing.status).toBe(404);
  });
});
