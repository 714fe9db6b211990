import { afterEach, describe, expect, it } from "vitest";
import { createUsersClient } from "@knetik-users/core";
import * as Effect from "effect/Effect";
import type { UsersServerOptions } from "../../src/index.ts";
import { removeExpired } from "../../src/api/maintenance.ts";
import { startShared } from "../engines/shared.ts";
import { cheapPasswords, keptForever } from "../services.ts";
import { type Answer, type Fixture, start } from "../support.ts";

let fixture: Fixture | undefined;
afterEach(async () => {
  await fixture?.server.close();
  fixture = undefined;
});

const begin = async (limits: UsersServerOptions["limits"]) =>
  (fixture = await start({ limits, trustProxy: 1, passwords: cheapPasswords }));

const from = (address: string) => ({ "x-forwarded-for": address });
const signIn = (username: string, password: string, address = "203.0.113.1") =>
  fixture!.grant({ grant_type: "password", client_id: "web", username, password }, from(address));
const reset = (json: object, address = "203.0.113.1") =>
  fixture!.call("POST", "/users/password-reset", { json, headers: from(address) });
const register = (username: string, address: string, email = `${username}@example.org`) =>
  fixture!.call("POST", "/users", {
    json: { username, email, password: "a-password" },
    headers: from(address),
  });
const statusesOf = (answers: ReadonlyArray<Answer>) => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

/** Everything that could distinguish two responses. */
const shown = ({ status, headers, body }: Answer) => ({
  status,
  headers: Object.fromEntries([...headers].filter(([name]) => name !== "x-request-id")),
  body: body === undefined ? body : { ...body, request_id: undefined },
});

describe("a limit", () => {
  it("allows exactly the limit for concurrent calls at several servers", async () => {
    const rate = { limit: 7, seconds: 60 };
    const limits = {
      signIn: { account: rate, accountFromAddress: false, address: false },
    } as const;
    await using shared = await startShared(3, { limits, passwords: cheapPasswords });
    const { fixtures } = shared;
    const form = {
      grant_type: "password",
      client_id: "web",
      username: "nobody",
      password: "wrong",
    };
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, number) => fixtures[number % fixtures.length]!.grant(form)),
    );
    expect(statusesOf(answers)).toEqual({ 400: 7, 429: 25 });
  });

  it("is rejected with the time to wait, after which a call succeeds", async () => {
    await begin({ signIn: { account: { limit: 3, seconds: 60 } } });
    for (let count = 0; count < 3; count += 1) await signIn("jdoe", "wrong");
    const refused = await signIn("jdoe", "sandbox-jdoe");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("20");
    expect(refused.body).toMatchObject({ code: 105, request_id: expect.any(String) });
    fixture!.advance(19);
    // Rejected requests do not count, so no one can lock others out by sending more.
    expect((await signIn("jdoe", "sandbox-jdoe")).headers.get("retry-after")).toBe("1");
    fixture!.advance(1);
    expect((await signIn("jdoe", "sandbox-jdoe")).status).toBe(200);
    expect((await signIn("jdoe", "sandbox-jdoe")).status).toBe(429);
    fixture!.advance(60);
    const later = [1, 2, 3, 4].map(() => signIn("jdoe", "sandbox-jdoe"));
    expect(statusesOf(await Promise.all(later))).toEqual({ 200: 3, 429: 1 });
  });

  it("consumes nothing if another limit is exceeded", async () => {
    await begin({
      signIn: {
        accountFromAddress: { limit: 1, seconds: 60 },
        account: { limit: 3, seconds: 60 },
      },
    });
    // An attack from one address does not use up the owner's limit.
    for (let count = 0; count < 20; count += 1) await signIn("jdoe", "wrong", "198.51.100.1");
    expect((await signIn("jdoe", "sandbox-jdoe", "203.0.113.9")).status).toBe(200);
  });

  it("is off in a sandbox by default, and never applies to a USERS_ADMIN", async () => {
    await begin(undefined);
    for (let count = 0; count < 70; count += 1) {
      expect((await signIn("nobody", "wrong")).status).toBe(400);
    }
    await fixture!.server.close();
    await begin({ registration: { address: { limit: 1, seconds: 60 } } });
    const headers = from("203.0.113.1");
    for (const username of ["one", "two", "three"]) {
      const json = { username, email: `${username}@example.org`, password: "a-password" };
      const sent = { json, headers, token: fixture!.admin };
      expect((await fixture!.call("POST", "/users", sent)).status).toBe(200);
    }
    expect((await register("four", "203.0.113.1")).status).toBe(200);
    expect((await register("five", "203.0.113.1")).status).toBe(429);
  });

  it("deletes the row of a full bucket, and stores no name in plain text", async () => {
    await begin({});
    await signIn("a-name-or-a-password", "wrong");
    const rows = () => fixture!.database.queries.selectFrom("rate_limits").selectAll().execute();
    expect(await rows()).toHaveLength(3);
    expect(JSON.stringify(await rows())).not.toMatch(/a-name|203\.0/);
    let now = Date.UTC(2026, 1, 1) / 1_000;
    const services = { database: fixture!.database, now: () => now };
    await Effect.runPromise(removeExpired(services, keptForever));
    expect(await rows()).toHaveLength(3);
    now += 60;
    await Effect.runPromise(removeExpired(services, keptForever));
    expect(await rows()).toHaveLength(0);
  });
});

it("is reported to a client as RateLimited, with the time to wait", async () => {
  await begin({ signIn: { account: { limit: 1, seconds: 60 } } });
  await using users = createUsersClient({
    baseUrl: "http://localhost",
    fetch: fixture!.server.fetch,
    retry: { retries: 0 },
  });
  const attempt = () =>
    users.result.getOAuthToken({
      grantType: "password",
      clientId: "web",
      username: "jdoe",
      password: "wrong",
    });
  expect(await attempt()).toMatchObject({ ok: false, error: { _tag: "TokenFailure" } });
  expect(await attempt()).toMatchObject({
    ok: false,
    error: { _tag: "RateLimited", status: 429, code: 105, retryAfter: 60_000, retryable: true },
  });
});

it("counts the address of the connection, not the one that a client claims", async () => {
  await using server = await start({ limits: { signIn: { address: { limit: 1, seconds: 60 } } } });
  const { url } = await server.server.listen({ port: 0 });
  const attempt = async (claimed: string) => {
    const form = { grant_type: "password", client_id: "web", username: "x", password: "y" };
    const response = await fetch(`${url}/oauth/token`, {
      method: "POST",
      headers: { "x-forwarded-for": claimed },
      body: new URLSearchParams(form),
    });
    return response.status;
  };
  expect([await attempt("203.0.113.1"), await attempt("203.0.113.2")]).toEqual([400, 429]);
});

describe("sign-in", () => {
  it("is limited by address, for any names", async () => {
    await begin({ signIn: { address: { limit: 2, seconds: 60 } } });
    for (const [name, address, status] of [
      ["jdoe", "203.0.113.1", 400],
      ["nobody", "203.0.113.1", 400],
      ["admin", "203.0.113.1", 429],
      ["admin", "203.0.113.2", 400],
    ] as const) {
      expect([name, (await signIn(name, "wrong", address)).status]).toEqual([name, status]);
    }
  });

  it("counts an IPv6 /64 as one address", async () => {
    await begin({ signIn: { address: { limit: 1, seconds: 60 } } });
    expect((await signIn("jdoe", "wrong", "2001:db8:1:2::1")).status).toBe(400);
    expect((await signIn("jdoe", "wrong", "2001:db8:1:2:ffff::2")).status).toBe(429);
    expect((await signIn("jdoe", "wrong", "2001:db8:1:3::1")).status).toBe(400);
  });

  it("gives the same response for known and unknown names, above and below the limit", async () => {
    await begin({ signIn: { account: { limit: 2, seconds: 60 } } });
    await fixture!.database.queries
      .updateTable("users")
      .set({ password_hash: null })
      .where("id", "=", 1)
      .execute();
    for (const round of [1, 2, 3]) {
      const [wrong, unknown, without, upper] = [
        await signIn("jdoe", "wrong"),
        await signIn("nobody", "wrong"),
        await signIn("admin", "sandbox-admin"),
        round === 1 ? await signIn("NOBODY2", "wrong") : await signIn("nobody2", "wrong"),
      ].map(shown);
      expect(wrong!.status).toBe(round < 3 ? 400 : 429);
      for (const other of [unknown, without, upper]) expect(other).toEqual(wrong);
    }
  });

  it("counts names case-insensitively", async () => {
    await begin({ signIn: { account: { limit: 1, seconds: 60 } } });
    expect((await signIn("Straße", "wrong")).status).toBe(400);
    expect((await signIn("STRASSE", "wrong")).status).toBe(429);
  });
});

describe("a request for a reset", () => {
  const mailTo = async (address: string) =>
    (await fixture!.call("GET", "/_sandbox/mail")).body.filter(
      ({ recipient }: { recipient: string }) => recipient === address,
    );

  it("is limited alike for known and unknown, by name, by id and by address", async () => {
    await begin({ passwordReset: { account: { limit: 2, seconds: 60 } } });
    for (const round of [1, 2, 3]) {
      const answers = [
        await reset({ username: "jdoe" }),
        await reset({ username: "nobody" }),
        await reset({ email: "JDOE@sandbox.example" }),
        await reset({ email: "nobody+tag@sandbox.example" }),
        await fixture!.call("POST", "/users/2/password-reset", { headers: from("203.0.113.1") }),
        await fixture!.call("POST", "/users/999/password-reset", { headers: from("203.0.113.1") }),
      ].map(shown);
      expect(answers[0]!.status).toBe(round < 3 ? 204 : 429);
      for (const answer of answers) expect(answer).toEqual(answers[0]);
    }
  });

  it("limits messages per mailbox, whatever name is used, without revealing it", async () => {
    await begin({
      passwordReset: { recipient: { limit: 1, seconds: 3_600 }, account: false, address: false },
    });
    await reset({ username: "jdoe" });
    const [first] = await mailTo("jdoe@sandbox.example");
    for (const answer of [
      await reset({ email: "jdoe@sandbox.example" }),
      await fixture!.call("POST", "/users/2/password-reset"),
    ]) {
      expect(answer.status).toBe(204);
    }
    // The secret already sent is still valid.
    expect(await mailTo("jdoe@sandbox.example")).toEqual([first]);
    const [, secret] = /Secret: (\S+)/.exec(first.body)!;
    const json = { secret, password: "a-new-password" };
    expect((await fixture!.call("PUT", "/users/2/password-reset", { json })).status).toBe(204);
    fixture!.advance(3_600);
    await reset({ email: "jdoe@sandbox.example" });
    expect(await mailTo("jdoe@sandbox.example")).toHaveLength(1);
  });

  it("is limited by address, and so are uses of secrets", async () => {
    await begin({ passwordReset: { address: { limit: 2, seconds: 60 } } });
    expect((await reset({ username: "x" })).status).toBe(204);
    const use = () =>
      fixture!.call("PUT", "/users/2/password-reset", {
        json: { secret: "guess", password: "a-new-password" },
        headers: from("203.0.113.1"),
      });
    expect([(await use()).status, (await use()).status]).toEqual([400, 429]);
    expect((await reset({ username: "x" }, "203.0.113.2")).status).toBe(204);
  });
});

describe("registration", () => {
  it("is limited by address and by mailbox", async () => {
    await begin({
      registration: { address: { limit: 3, seconds: 60 }, recipient: { limit: 1, seconds: 60 } },
    });
    expect((await register("one", "203.0.113.1", "me+one@example.org")).status).toBe(200);
    expect((await register("two", "203.0.113.1", "ME+two@example.org")).status).toBe(429);
    expect((await register("three", "203.0.113.1")).status).toBe(200);
    expect((await register("four", "203.0.113.1")).status).toBe(200);
    expect((await register("five", "203.0.113.1")).status).toBe(429);
    expect((await register("five", "203.0.113.2")).status).toBe(200);
  });
});
