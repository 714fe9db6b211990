import { expect, it } from "vitest";
import type { UsersServerOptions } from "../../src/index.ts";
import { freshDurable } from "../engines/databases.ts";
import { type ServerProcess, spawnServer } from "../engines/spawn.ts";
import { startMailServer } from "../engines/smtp.ts";
import { start } from "../support.ts";

const optionsOf = (
  database: NonNullable<UsersServerOptions["database"]>,
  smtp: string,
): UsersServerOptions => ({
  database,
  sandbox: { users: 2 },
  mail: { smtp, from: "no-reply@example.org", interval: 0.05 },
});
const ask = ({ call }: Pick<ServerProcess, "call">) => call("POST", "/users/2/password-reset");

it("a server killed between the response and the sending loses nothing", async () => {
  const { database, drop } = await freshDurable();
  await using mail = await startMailServer();
  {
    // A port without a listener.
    await using server = await spawnServer(optionsOf(database, "smtp://127.0.0.1:1"));
    expect((await ask(server)).status).toBe(204);
    await server.kill();
  }
  {
    // Another process takes over unfinished messages after two minutes.
    const clock = () => Date.now() + 125_000;
    await using fixture = await start({ ...optionsOf(database, mail.url), clock });
    await expect.poll(() => mail.received).toHaveLength(1);
    const [, secret = ""] = /Secret: ([\w-]{43})/.exec(mail.received[0]!.text) ?? [];
    const json = { secret, password: "a-new-password" };
    expect((await fixture.call("PUT", "/users/2/password-reset", { json })).status).toBe(204);
  }
  await drop();
});

it("a server killed between sending and recording sends the message only once more", async () => {
  const { database, drop } = await freshDurable();
  const before = Date.now();
  const servers: Array<ServerProcess> = [];
  await using mail = await startMailServer({
    // Before it learns that the message was accepted.
    onMessage: async (_, count) => {
      if (count === 1) await servers[0]?.kill();
    },
  });
  const server = await spawnServer(optionsOf(database, mail.url));
  servers.push(server);
  await ask(server);
  await expect.poll(() => mail.received).toHaveLength(1);
  await server[Symbol.asyncDispose]();
  {
    // The first process still appears to own it, also a moment before its two minutes end.
    const clock = () => before + 115_000;
    await using early = await start({ ...optionsOf(database, mail.url), clock });
    // Another message is sent, so this one would have been, too.
    await early.call("POST", "/users/1/password-reset");
    await expect.poll(() => mail.received).toHaveLength(2);
    expect(mail.received.map(({ to }) => to)).toEqual([
      ["jdoe@sandbox.example"],
      ["admin@sandbox.example"],
    ]);
  }
  const clock = () => Date.now() + 125_000;
  await using late = await start({ ...optionsOf(database, mail.url), clock });
  const rows = () => late.database.queries.selectFrom("outbox").selectAll().execute();
  await expect.poll(async () => (await rows()).every((row) => row.sent_at !== null)).toBe(true);
  const toUser = mail.received.filter(({ to }) => to.includes("jdoe@sandbox.example"));
  const ids = toUser.map(({ text }) => /Message-ID: (\S+)/i.exec(text)?.[1]);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  await late.server.close();
  await drop();
});
