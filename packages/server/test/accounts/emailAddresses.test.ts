import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { convertNames } from "../../src/database/migrations/0005_names.ts";
import type { MailFailure } from "../../src/index.ts";
import { startMailServer } from "../engines/smtp.ts";
import { fieldsOf, type Fixture, start } from "../support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start({ limits: { passwordReset: { recipient: { limit: 2, seconds: 3_600 } } } });
});
afterAll(() => fixture.server.close());

const register = (username: string, email: string) =>
  fixture.call("POST", "/users", { json: { username, email, password: "a-password" } });
const outbox = () => fixture.database.queries.selectFrom("outbox").selectAll().execute();

describe("an e-mail address", () => {
  it.each([
    "a@y.example,b@y.example",
    "a@x.example;d@y.example",
    "g:a@x.example,c@z.example;",
    "<q@x.example>",
    "n<q@x.example>",
    '"owner"@x.example',
    "owner@x.example.",
    "a\u202e@x.example",
  ])("%j is rejected by registration and update", async (email) => {
    const registered = await register("several", email);
    expect([registered.status, fieldsOf(registered)]).toEqual([400, ["email"]]);
    const updated = await fixture.call("PUT", "/users/2", {
      json: { email },
      token: fixture.admin,
    });
    expect([updated.status, fieldsOf(updated)]).toEqual([400, ["email"]]);
  });

  it("has one normal form for storage, uniqueness and sign-in", async () => {
    const { body } = await register("buchhandel", "Owner@BÜCHER.example");
    expect(body.email).toBe("Owner@xn--bcher-kva.example");
    for (const [index, email] of [
      "owner@bücher.example",
      "OWNER@xn--bcher-kva.EXAMPLE",
      "owner@bu\u0308cher.example",
    ].entries()) {
      const again = await register(`again${index}`, email);
      expect([again.status, fieldsOf(again)]).toEqual([409, ["email"]]);
      await fixture.signIn(email, "a-password");
      const found = await fixture.call("GET", `/users?filter_email=${encodeURIComponent(email)}`, {
        token: fixture.admin,
      });
      expect(found.body.content).toHaveLength(1);
    }
    const asName = await register("owner@bücher.example", "other@example.org");
    expect([asName.status, fieldsOf(asName)]).toEqual([409, ["username"]]);
  });

  it("counts as one mailbox for the limit in every form", async () => {
    await register("limited", "limited@grün.example");
    for (const email of [
      "limited@grün.example",
      "LIMITED@xn--grn-ioa.example",
      "limited@GRÜN.example",
    ]) {
      await fixture.call("POST", "/users/password-reset", { json: { email } });
    }
    const { queries } = fixture.database;
    const users = await queries
      .selectFrom("users")
      .selectAll()
      .where("username", "=", "limited")
      .execute();
    const messages = (await outbox()).filter(({ user_id: id }) => id === users[0]!.id);
    expect(messages.map(({ recipient }) => recipient)).toEqual(["limited@xn--grn-ioa.example"]);
    const audit = await queries
      .selectFrom("audit_log")
      .selectAll()
      .where("event", "=", "password.reset.requested")
      .execute();
    expect(audit).toHaveLength(3);
    // Two are allowed, the third is dropped: the second message replaced the first.
    expect(messages[0]!.created_at).toBe(Date.UTC(2026, 1, 1) / 1_000);
  });
});

describe("an address from before these rules", () => {
  const outdated = "a@y.example,b@y.example";
  const setEmail = (email: string) =>
    fixture.database.queries
      .updateTable("users")
      .set({ email, email_key: email.toLowerCase() })
      .where("id", "=", 2)
      .execute();

  it("may be sent back unchanged with other fields", async () => {
    await setEmail(outdated);
    const json = { email: outdated, fullname: "Jane" };
    const answer = await fixture.call("PUT", "/users/2", { json, token: fixture.admin });
    expect(answer.status).toBe(204);
    await fixture.signIn(outdated, "sandbox-jdoe");
  });

  it("gets its normal form when the database is migrated, unless that is taken", async () => {
    const { queries, kind } = fixture.database;
    // Migrations do not use the types of the tables.
    const schemaOnly = queries as unknown as Kysely<unknown>;
    await register("first", "taken@fünf.example");
    await setEmail("taken@FÜNF.example");
    await convertNames(schemaOnly, kind.schema);
    const stored = () =>
      queries.selectFrom("users").select(["email", "email_key"]).where("id", "=", 2).execute();
    expect(await stored()).toEqual([
      { email: "taken@FÜNF.example", email_key: "taken@fünf.example" },
    ]);
    await setEmail("Free@FÜNF.example");
    await convertNames(schemaOnly, kind.schema);
    expect(await stored()).toEqual([
      { email: "Free@xn--fnf-hoa.example", email_key: "free@xn--fnf-hoa.example" },
    ]);
    await fixture.signIn("free@fünf.example", "sandbox-jdoe");
  });

  it("receives no message, nor does any address in it", async () => {
    await using mail = await startMailServer();
    const failures: Array<MailFailure> = [];
    await using own = await start({
      mail: {
        smtp: mail.url,
        from: "Example <no-reply@example.org>",
        interval: 0.05,
        onFailure: (failure) => failures.push(failure),
      },
    });
    await own.database.queries
      .updateTable("users")
      .set({ email: outdated, email_key: outdated })
      .where("id", "=", 2)
      .execute();
    await own.call("POST", "/users/2/password-reset");
    await expect.poll(() => failures).toMatchObject([{ userId: 2, willRetry: false }]);
    expect(failures[0]!.reason).toContain("not one e-mail address");
    await own.call("POST", "/users/1/password-reset");
    await expect.poll(() => mail.received).toHaveLength(1);
    expect(mail.received[0]!.to).toEqual(["admin@sandbox.example"]);
  });
});
