import { describe, expect, it } from "vitest";
import type { MailFailure, UsersServerOptions } from "../../src/index.ts";
import { type MailServer, smtpRefusal, startMailServer } from "../engines/smtp.ts";
import { startShared } from "../engines/shared.ts";
import { cheapPasswords } from "../services.ts";
import { type Fixture, start } from "../support.ts";

const from = "Example <no-reply@example.org>";
const resetUrl = "https://app.example/reset#user={user_id}&secret={secret}";
const optionsOf = (
  { url }: Pick<MailServer, "url">,
  more: Partial<NonNullable<UsersServerOptions["mail"]>> = {},
): UsersServerOptions => ({
  passwords: cheapPasswords,
  mail: { smtp: url, from, resetUrl, interval: 0.05, ...more },
});
const ask = (fixture: Fixture, headers: Record<string, string> = {}) =>
  fixture.call("POST", "/users/2/password-reset", { headers });
const outbox = ({ database }: Fixture) =>
  database.queries.selectFrom("outbox").selectAll().execute();

describe("a message", () => {
  it("is sent as text and HTML with the configured link", async () => {
    await using mail = await startMailServer();
    await using fixture = await start(optionsOf(mail, { subject: "Dein neues Passwort" }));
    await ask(fixture, { host: "evil.example", "x-forwarded-host": "evil.example" });
    await expect.poll(() => mail.received).toHaveLength(1);
    const [message] = mail.received;
    expect(message).toMatchObject({ from: "no-reply@example.org", to: ["jdoe@sandbox.example"] });
    const text = message!.text;
    expect(text).toContain("Subject: Dein neues Passwort");
    expect(text).toContain("From: Example <no-reply@example.org>");
    expect(text).toContain("Content-Type: text/plain");
    expect(text).toContain("Content-Type: text/html");
    expect(text).not.toContain("evil");
    const [, secret = ""] = /Secret: ([\w-]{43})/.exec(text) ?? [];
    const link = `https://app.example/reset#user=2&secret=${secret}`;
    expect(text).toContain(`\r\n${link}\r\n`);
    expect(text).toContain(`href="${link.replace("&", "&amp;")}"`);
    const json = { secret, password: "a-new-password" };
    expect((await fixture.call("PUT", "/users/2/password-reset", { json })).status).toBe(204);
  });

  it("leaves no copy of its secret after sending", async () => {
    await using mail = await startMailServer();
    await using fixture = await start(optionsOf(mail));
    await ask(fixture);
    await expect.poll(async () => (await outbox(fixture))[0]?.sent_at).not.toBeNull();
    expect(await outbox(fixture)).toMatchObject([{ body: "", html: "", attempts: 1 }]);
    expect(mail.received).toHaveLength(1);
  });

  it("may be written by the application", async () => {
    await using mail = await startMailServer();
    const resetMessage = ({
      userId,
      secret,
      url,
    }: {
      userId: number;
      secret: string;
      url?: string | undefined;
    }) => ({
      subject: `For ${userId}`,
      text: `${secret.length} ${url?.length}`,
      html: "",
    });
    await using fixture = await start(optionsOf(mail, { resetMessage }));
    await ask(fixture);
    await expect.poll(() => mail.received).toHaveLength(1);
    expect(mail.received[0]!.text).toContain("Subject: For 2");
    expect(mail.received[0]!.text).toMatch(/\r\n43 \d+\r\n/);
    expect(mail.received[0]!.text).not.toContain("text/html");
  });

  it("signs in to the mail server with the URL's credentials", async () => {
    const { SMTPServer } = await import("smtp-server");
    const seen: Array<unknown> = [];
    const server = new SMTPServer({
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) => {
        seen.push([username, password]);
        done(null, { user: username });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const url = `smtp://us%40er:p%3Ass%2F@127.0.0.1:${port}`;
    {
      await using fixture = await start(optionsOf({ url }));
      await ask(fixture);
      await expect.poll(() => seen).toEqual([["us@er", "p:ss/"]]);
    }
    await new Promise<void>((resolve) => server.close(resolve));
  });
});

describe("the outbox", () => {
  it("is retried with growing delays while the mail server rejects it, and reported without the secret", async () => {
    const failures: Array<MailFailure> = [];
    await using mail = await startMailServer({
      onMessage: ({ text }, count) => {
        if (count <= 2) throw smtpRefusal(451, `busy, cannot take ${text.slice(-400)}`);
      },
    });
    const onFailure = (failure: MailFailure) => failures.push(failure);
    await using fixture = await start(optionsOf(mail, { onFailure }));
    await ask(fixture);
    await expect.poll(() => failures).toHaveLength(1);
    const dueAfter = async () => (await outbox(fixture))[0]!.due_at - Date.UTC(2026, 1, 1) / 1_000;
    expect(await dueAfter()).toBe(5);
    fixture.advance(5);
    await expect.poll(() => failures).toHaveLength(2);
    expect(await dueAfter()).toBe(5 + 10);
    fixture.advance(10);
    await expect.poll(async () => (await outbox(fixture))[0]?.sent_at).not.toBeNull();
    expect(failures).toMatchObject([
      { userId: 2, attempts: 1, willRetry: true, reason: expect.stringContaining("busy") },
      { userId: 2, attempts: 2, willRetry: true },
    ]);
    // The same message id each time.
    const ids = mail.received.map(({ text }) => /Message-ID: (\S+)/i.exec(text)?.[1]);
    expect(new Set(ids).size).toBe(1);
    const secrets = mail.received.map(({ text }) => /Secret: ([\w-]{43})/.exec(text)?.[1]);
    expect(JSON.stringify(failures)).not.toContain(secrets[0]);
  });

  it("keeps a trace without texts of a message that cannot be delivered, for a week", async () => {
    const failures: Array<MailFailure> = [];
    await using mail = await startMailServer({
      onRecipient: (address) => {
        if (address.startsWith("jdoe")) throw smtpRefusal(550, "no such mailbox");
        throw smtpRefusal(450, "not now");
      },
    });
    const onFailure = (failure: MailFailure) => failures.push(failure);
    await using fixture = await start(optionsOf(mail, { onFailure }));
    await ask(fixture);
    await expect.poll(() => failures).toMatchObject([{ userId: 2, willRetry: false }]);
    const texts = { body: "", html: "" };
    expect(await outbox(fixture)).toMatchObject([
      { user_id: 2, ...texts, failure: expect.stringContaining("no such mailbox") },
    ]);
    // It is not tried again, unlike one that was rejected for the moment.
    await fixture.call("POST", "/users/1/password-reset");
    await expect.poll(() => failures.length).toBe(2);
    expect(failures[1]).toMatchObject({ userId: 1, willRetry: true });
    fixture.advance(3_600);
    const unknown = { json: { username: "nobody" } };
    await fixture.call("POST", "/users/password-reset", unknown);
    expect(await outbox(fixture)).toMatchObject([
      { user_id: 2, ...texts },
      { user_id: 1, ...texts, failure: expect.stringContaining("expired"), attempts: 1 },
    ]);
    fixture.advance(7 * 86_400);
    await fixture.call("POST", "/users/password-reset", unknown);
    expect(await outbox(fixture)).toEqual([]);
    expect(mail.received).toEqual([]);
  });

  it("is sent side by side: a host that does not respond delays only its own recipients", async () => {
    const hanging: Array<() => void> = [];
    await using mail = await startMailServer({
      onRecipient: (address) =>
        address.endsWith("@slow.example")
          ? new Promise<void>((resolve) => hanging.push(resolve))
          : undefined,
    });
    await using fixture = await start(optionsOf(mail));
    const slow = await Promise.all(
      [1, 2, 3, 4].map((number) =>
        fixture.register(`slow${number}`, { email: `slow${number}@slow.example` }),
      ),
    );
    const reset = (id: number) => fixture.call("POST", `/users/${id}/password-reset`);
    for (const id of slow) await reset(id);
    await expect.poll(() => hanging.length).toBe(2);
    // Messages that are written later are not delayed either.
    for (const id of [1, 2]) {
      await reset(id);
      await expect.poll(() => mail.received.length).toBe(id);
    }
    // No more than two at once to the same host.
    expect(hanging).toHaveLength(2);
    for (const resolve of hanging.splice(0)) resolve();
    await expect.poll(() => hanging.length).toBe(2);
    for (const resolve of hanging.splice(0)) resolve();
    await expect.poll(() => mail.received.length).toBe(6);
  });

  it("makes room for others while messages to many hosts hang, and pauses these hosts", async () => {
    const hanging = new Map<string, () => void>();
    let hangs = true;
    await using mail = await startMailServer({
      onRecipient: (address) =>
        address.includes("@tarpit") && hangs
          ? new Promise<void>((_, reject) =>
              hanging.set(address, () => {
                reject(smtpRefusal(450, "not now"));
              }),
            )
          : undefined,
    });
    const failures: Array<MailFailure> = [];
    const onFailure = (failure: MailFailure) => failures.push(failure);
    await using fixture = await start(optionsOf(mail, { onFailure }));
    const reset = (id: number) => fixture.call("POST", `/users/${id}/password-reset`);
    const register = (name: string, host: number) =>
      fixture.register(name, { email: `${name}@tarpit${host}.example` });
    for (let host = 0; host < 10; host++) await reset(await register(`stuck${host}`, host));
    await expect.poll(() => hanging.size).toBe(10);
    for (const id of [1, 2]) {
      await reset(id);
      await expect.poll(() => mail.received.length).toBe(id);
    }
    for (const fail of hanging.values()) fail();
    await expect.poll(() => failures.length).toBe(10);
    hanging.clear();
    // Another message to one of these hosts waits, those to other hosts do not.
    const waiting = await register("waiting", 0);
    await reset(waiting);
    await reset(1);
    await expect.poll(() => mail.received.length).toBe(3);
    expect(hanging.size).toBe(0);
    fixture.advance(61);
    await expect.poll(() => hanging.has("waiting@tarpit0.example")).toBe(true);
    // The server waits for its messages when it is closed.
    hangs = false;
    for (const fail of hanging.values()) fail();
  });

  it("is shared by several servers, and each message is sent once", async () => {
    await using mail = await startMailServer();
    await using shared = await startShared(3, optionsOf(mail));
    const { fixtures } = shared;
    const ids = Array.from({ length: 38 }, (_, index) => index + 3);
    await Promise.all(
      ids.map((id) => fixtures[id % fixtures.length]!.call("POST", `/users/${id}/password-reset`)),
    );
    await expect
      .poll(async () => (await outbox(fixtures[0])).every((row) => row.sent_at !== null))
      .toBe(true);
    const recipients = mail.received.flatMap(({ to }) => to);
    expect(recipients).toHaveLength(38);
    expect(new Set(recipients).size).toBe(38);
  });
});
