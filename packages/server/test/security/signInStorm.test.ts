import { createUsersClient } from "@knetik-users/core";
import { expect, it } from "vitest";
import type { LogEntry } from "../../src/index.ts";
import { cheapPasswords } from "../services.ts";
import { type Fixture, start } from "../support.ts";

const wrong = { grant_type: "password", client_id: "web", username: "jdoe", password: "wrong" };
/** A row for each limit that was looked at: it comes right before a password is hashed. */
const spentOf = ({ database }: Fixture) =>
  database.queries.selectFrom("rate_limits").selectAll().execute();

const slow = { memory: 65_536, passes: 3, parallelism: 1, concurrency: 1 };

it("a storm of sign-ins is put off beyond the queue, and reads are answered all the while", async () => {
  await using fixture = await start({ passwords: { ...slow, queue: 2 } });
  const order: Array<string> = [];
  const storm = Array.from({ length: 8 }, async () => {
    const answer = await fixture.grant(wrong);
    order.push("sign-in");
    return answer;
  });
  const reads = Array.from({ length: 20 }, async () => {
    const answer = await fixture.call("GET", "/users/2");
    order.push("read");
    return answer.status;
  });
  const answers = await Promise.all(storm);
  expect(new Set(await Promise.all(reads))).toEqual(new Set([200]));
  const put = answers.filter(({ status }) => status === 503);
  expect(put).toHaveLength(5);
  expect(put[0]?.headers.get("retry-after")).toBe("2");
  expect(put[0]?.body).toMatchObject({ code: 112 });
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(3);
  // Those that were hashed came last.
  expect(order.slice(-3)).toEqual(["sign-in", "sign-in", "sign-in"]);
});

it("a client is told of it as a ServerError with the time to wait", async () => {
  const passwords = { ...slow, passes: 20, queue: 0 };
  await using fixture = await start({ passwords, limits: {} });
  const first = fixture.grant(wrong);
  await expect.poll(() => spentOf(fixture), { timeout: 5_000 }).toHaveLength(1);
  await using users = createUsersClient({
    baseUrl: "http://localhost",
    fetch: fixture.server.fetch,
    retry: { retries: 0 },
  });
  const result = await users.result.registerUser({
    username: "late",
    email: "late@example.org",
    password: "a-password",
  });
  expect(result).toMatchObject({
    ok: false,
    error: { _tag: "ServerError", status: 503, code: 112, retryAfter: 2_000, retryable: true },
  });
  await first;
});

it(
  "who goes away while waiting makes room, and is not hashed for",
  { timeout: 30_000 },
  async () => {
    const log: Array<LogEntry> = [];
    const passwords = { ...slow, passes: 20, queue: 1 };
    const options = { passwords, limits: {}, log: (entry: LogEntry) => log.push(entry) };
    await using fixture = await start(options);
    const { url } = await fixture.server.listen({ port: 0 });
    const first = fixture.grant(wrong);
    const leaving = new AbortController();
    const left = fetch(`${url}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({ ...wrong, username: "leaving" }),
      signal: leaving.signal,
    }).catch((error: unknown) => error);
    // One limit is of the first, which has no address, and three of the second: it waits, or is about to.
    await expect.poll(() => spentOf(fixture), { timeout: 5_000 }).toHaveLength(4);
    leaving.abort();
    expect(await left).toMatchObject({ name: "AbortError" });
    const statuses = () => log.map(({ status }) => status);
    await expect.poll(statuses, { timeout: 5_000 }).toContain(499);
    expect((await first).status).toBe(400);
    expect((await fixture.grant(wrong)).status).toBe(400);
    // Whoever left was not hashed for, or there would be a note of how it ended.
    const notes = await fixture.database.queries.selectFrom("audit_log").select("event").execute();
    expect(notes.map(({ event }) => event)).toEqual(["sign_in.failed", "sign_in.failed"]);
    expect(log.filter(({ error }) => error !== undefined)).toEqual([]);
  },
);

it("a hash is renewed at the next sign-in when it costs more than before, and only then", async () => {
  await using fixture = await start({ passwords: { ...cheapPasswords, memory: 20_000 } });
  const hash = async () => {
    const query = fixture.database.queries.selectFrom("users").select("password_hash");
    return (await query.where("id", "=", 2).executeTakeFirstOrThrow()).password_hash;
  };
  // The sandbox's own, of 19,456 KiB.
  const before = await hash();
  await fixture.grant(wrong);
  expect(await hash()).toBe(before);
  await fixture.signIn("jdoe", "sandbox-jdoe");
  const after = await hash();
  expect(after).toMatch(/^\$argon2id\$v=19\$m=20000,t=1,p=1\$/);
  await fixture.signIn("jdoe", "sandbox-jdoe");
  expect(await hash()).toBe(after);
});
