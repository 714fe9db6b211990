import type * as crypto from "node:crypto";
import { createUsersClient } from "@knetik-users/core";
import { afterEach, expect, it, vi } from "vitest";
import type { LogEntry } from "../../src/index.ts";
import { cheapPasswords } from "../services.ts";
import { type Fixture, start } from "../support.ts";

/** The test controls how long hashes take. */
const hashes = vi.hoisted(() => ({
  begun: 0,
  gate: Promise.resolve(),
  open: () => {},
}));
vi.mock("node:crypto", async (importOriginal) => {
  const original = await importOriginal<typeof crypto>();
  const argon2: typeof original.argon2 = (algorithm, parameters, callback) => {
    hashes.begun += 1;
    void hashes.gate.then(() => {
      original.argon2(algorithm, parameters, callback);
    });
  };
  return { ...original, argon2 };
});
const holdHashes = () => {
  hashes.begun = 0;
  hashes.gate = new Promise((resolve) => {
    hashes.open = resolve;
  });
};
afterEach(() => {
  hashes.open();
});

const wrong = { grant_type: "password", client_id: "web", username: "jdoe", password: "wrong" };
const one = { ...cheapPasswords, concurrency: 1 };

/** One row per checked limit, written right before the password is hashed. */
const spentOf = ({ database }: Fixture) =>
  database.queries.selectFrom("rate_limits").selectAll().execute();

it("rejects sign-ins beyond the queue while reads still work", async () => {
  await using fixture = await start({ passwords: { ...one, queue: 2 } });
  holdHashes();
  const storm = Array.from({ length: 8 }, () => fixture.grant(wrong));
  const putOff: Array<Awaited<(typeof storm)[number]>> = [];
  for (const attempt of storm) {
    void attempt.then((answer) => putOff.push(answer));
  }
  await expect.poll(() => putOff.length).toBe(5);
  for (const { status, headers, body } of putOff) {
    expect([status, headers.get("retry-after"), body.code]).toEqual([503, "2", 112]);
  }
  for (let count = 0; count < 20; count += 1) {
    expect((await fixture.call("GET", "/users/2")).status).toBe(200);
  }
  expect(hashes.begun).toBe(1);
  hashes.open();
  const statuses = (await Promise.all(storm)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 400)).toHaveLength(3);
  expect(hashes.begun).toBe(3);
});

it("a client gets a ServerError with the time to wait", async () => {
  await using fixture = await start({ passwords: { ...one, queue: 0 } });
  holdHashes();
  const first = fixture.grant(wrong);
  await expect.poll(() => hashes.begun).toBe(1);
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
  hashes.open();
  expect((await first).status).toBe(400);
});

it("a caller that disconnects while waiting frees its place without hashing", async () => {
  const log: Array<LogEntry> = [];
  await using fixture = await start({
    passwords: { ...one, queue: 1 },
    limits: {},
    log: (entry) => log.push(entry),
  });
  const { url } = await fixture.server.listen({ port: 0 });
  holdHashes();
  const first = fixture.grant(wrong);
  await expect.poll(() => hashes.begun).toBe(1);
  const leaving = new AbortController();
  const left = fetch(`${url}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({ ...wrong, username: "leaving" }),
    signal: leaving.signal,
  }).catch((error: unknown) => error);
  // The first has one limit, because it has no address, and the second three: it waits, or is about
  // to.
  await expect.poll(() => spentOf(fixture)).toHaveLength(4);
  leaving.abort();
  expect(await left).toMatchObject({ name: "AbortError" });
  await expect.poll(() => log.map(({ status }) => status)).toContain(499);
  // There is room for another request.
  const second = fixture.grant({ ...wrong, username: "second" });
  await expect.poll(() => spentOf(fixture)).toHaveLength(5);
  hashes.open();
  expect([(await first).status, (await second).status]).toEqual([400, 400]);
  expect(hashes.begun).toBe(2);
  expect(log.filter(({ error }) => error !== undefined)).toEqual([]);
});

it("renews a hash at the next sign-in only if the cost was increased", async () => {
  await using fixture = await start({ passwords: { ...cheapPasswords, memory: 20_000 } });
  const hash = async () => {
    const query = fixture.database.queries.selectFrom("users").select("password_hash");
    return (await query.where("id", "=", 2).executeTakeFirstOrThrow()).password_hash;
  };
  // The sandbox's own hash, with 19,456 KiB.
  const before = await hash();
  await fixture.grant(wrong);
  expect(await hash()).toBe(before);
  await fixture.signIn("jdoe", "sandbox-jdoe");
  const after = await hash();
  expect(after).toMatch(/^\$argon2id\$v=19\$m=20000,t=1,p=1\$/);
  await fixture.signIn("jdoe", "sandbox-jdoe");
  expect(await hash()).toBe(after);
});
