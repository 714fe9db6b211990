import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contract } from "@knetik-users/core/effect";
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { createServer, type UsersServerOptions } from "../src/index.ts";
import { controls } from "../src/sandbox/controls/allControls.ts";
import { fieldsOf, type Fixture, start } from "./support.ts";

const post = (fixture: Fixture, path: string, json: unknown = {}) =>
  fixture.call("POST", `/_sandbox${path}`, { json });
const get = (fixture: Fixture, path: string) => fixture.call("GET", `/_sandbox${path}`);

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start({ sandbox: { users: 5 } });
});
beforeEach(async () => {
  await post(fixture, "/reset");
});
afterAll(() => fixture.server.close());

/** A token of the confidential client: a reset revokes all others. */
const admin = async (of = fixture): Promise<string> => {
  const form = { grant_type: "client_credentials", client_id: "server" };
  return (await of.grant({ ...form, client_secret: "sandbox-secret" })).body.access_token;
};
const allUsers = async (of = fixture) =>
  (await of.call("GET", "/users?size=1000", { token: await admin(of) })).body.content;

const kinds: ReadonlyArray<readonly [string, () => Promise<UsersServerOptions>]> = [
  ["memory", async () => ({})],
  ["a file", async () => ({ database: { file: join(await folder(), "sandbox.sqlite") } })],
];
const folders: Array<string> = [];
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), "knetik-sandbox-"));
  folders.push(made);
  return made;
};
afterAll(async () => {
  for (const made of folders) await rm(made, { recursive: true });
});

describe.each(kinds)("a sandbox in %s", (_, options) => {
  let own: Fixture;
  beforeAll(async () => {
    own = await start({ sandbox: { users: 12, seed: 3 }, ...(await options()) });
  });
  afterAll(() => own.server.close());

  it("equals the seeded state after a reset", async () => {
    const before = await allUsers(own);
    const id = await own.register("transient");
    await own.call("POST", "/users/2/password-reset");
    await own.call("POST", "/users/3/tags", { token: await admin(own), json: { value: "new" } });
    await post(own, "/clock", { advance: 86_400 });
    await post(own, "/faults", { status: 500 });
    const { status, body } = await post(own, "/reset");
    expect([status, body.seed, body.users, body.clock.offset]).toEqual([200, 3, 12, 0]);
    expect(await allUsers(own)).toEqual(before);
    for (const path of ["/mail", "/faults"]) expect((await get(own, path)).body).toEqual([]);
    // Ids continue as they did before.
    expect(await own.register("transient")).toBe(id);
  });

  it("has the same users for the same seed, and others for another", async () => {
    const people = async (seeding: object) => {
      expect((await post(own, "/seed", seeding)).status).toBe(200);
      return allUsers(own);
    };
    const seventh = await people({ seed: 7, users: 20 });
    const eighth = await people({ seed: 8 });
    const byDefault = await people({ seed: null });
    expect([seventh.length, eighth.length]).toEqual([20, 20]);
    expect(eighth).not.toEqual(seventh);
    expect(await people({ seed: 7 })).toEqual(seventh);
    // The documented defaults.
    expect(byDefault[1]).toMatchObject({
      username: "jdoe",
      member_since: 1767225600 - 86400 * 292,
    });
    for (const all of [seventh, eighth]) {
      expect(all[0]).toMatchObject({ id: 1, username: "admin", email: "admin@sandbox.example" });
    }
    await own.signIn("jdoe", "sandbox-jdoe");
    await people({ seed: 3, users: 12 });
  });

  it("is restored by a snapshot repeatedly, with tokens, mail and the clock", async () => {
    await own.register("kept");
    const token = await own.signIn("kept", "a-password");
    await own.call("POST", "/users/2/password-reset");
    await post(own, "/clock", { advance: 60 });
    const before = { users: await allUsers(own), mail: (await get(own, "/mail")).body };
    const { body: snapshot } = await post(own, "/snapshot", { name: "before" });
    expect(snapshot).toMatchObject({ name: "before", id: expect.any(String) });
    for (const given of [{ name: "before" }, { id: snapshot.id }]) {
      const next = await own.register("lost");
      await own.call("PUT", "/users/2/password", {
        token: await admin(own),
        json: { value: "another-password" },
      });
      await post(own, "/clock", { advance: 86_400 });
      await own.call("DELETE", "/_sandbox/mail");
      expect((await post(own, "/restore", given)).status).toBe(200);
      expect(await allUsers(own)).toEqual(before.users);
      expect((await get(own, "/mail")).body).toEqual(before.mail);
      expect((await get(own, "/clock")).body.offset).toBe(60);
      expect((await own.call("GET", "/users/me", { token })).body.username).toBe("kept");
      await own.signIn("jdoe", "sandbox-jdoe");
      expect(await own.register("lost")).toBe(next);
      await post(own, "/restore", given);
    }
  });

  it("serves calls during a reset either before or after it", async () => {
    await post(own, "/seed", { seed: 1, users: 4 });
    const counts = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        if (index % 5 === 0) await post(own, "/seed", { users: index % 2 === 0 ? 4 : 6 });
        const { status, body } = await own.call("GET", "/users");
        return [status, body.total_elements];
      }),
    );
    for (const [status, count] of counts) {
      expect(status).toBe(200);
      expect([4, 6]).toContain(count);
    }
    await post(own, "/seed", { seed: 3, users: 12 });
  });
});

describe("a file", () => {
  it("keeps its users and clock after a restart with other options", async () => {
    const database = { file: join(await folder(), "again.sqlite") };
    let before: unknown;
    {
      await using first = await start({ database, sandbox: { users: 4, seed: 9 } });
      await post(first, "/clock", { advance: 500 });
      before = await allUsers(first);
    }
    await using second = await start({ database, sandbox: { users: 9, seed: 1 } });
    expect(await allUsers(second)).toEqual(before);
    expect((await get(second, "/clock")).body.offset).toBe(500);
    expect((await post(second, "/reset")).body).toMatchObject({ seed: 9, users: 4 });
    expect(await allUsers(second)).toEqual(before);
  });
});

describe("snapshots", () => {
  it("are listed and forgotten", async () => {
    await fixture.call("DELETE", "/_sandbox/snapshots");
    await post(fixture, "/snapshot", { name: "one" });
    const { body: other } = await post(fixture, "/snapshot");
    await post(fixture, "/snapshot", { name: "one" });
    expect((await get(fixture, "/snapshots")).body).toMatchObject([
      { id: other.id, name: null },
      { name: "one" },
    ]);
    const removed = await fixture.call("DELETE", "/_sandbox/snapshots?name=one");
    expect(removed.body).toEqual({ removed: 1 });
    const { status, body } = await post(fixture, "/restore", { name: "one" });
    expect([status, body.result[0].field]).toEqual([400, "name"]);
    expect(body.result[0].message).toContain(other.id);
  });

  it("are limited: replaces the oldest unnamed one, rejects another named one", async () => {
    await fixture.call("DELETE", "/_sandbox/snapshots");
    const first = (await post(fixture, "/snapshot")).body.id;
    for (let count = 0; count < 20; count++) await post(fixture, "/snapshot");
    expect((await get(fixture, "/snapshots")).body).toHaveLength(20);
    expect(fieldsOf(await post(fixture, "/restore", { id: first }))).toEqual(["id"]);
    for (let count = 0; count < 20; count++) {
      expect((await post(fixture, "/snapshot", { name: `n${count}` })).status).toBe(200);
    }
    expect(fieldsOf(await post(fixture, "/snapshot", { name: "n20" }))).toEqual(["name"]);
    expect((await post(fixture, "/snapshot", { name: "n3" })).status).toBe(200);
    await fixture.call("DELETE", "/_sandbox/snapshots");
  });
});

describe("the clock", () => {
  const read = async () => (await get(fixture, "/clock")).body;

  it("can be advanced, set and frozen", async () => {
    const { iso, frozen, ...time } = await read();
    const now = Number(time.now);
    expect([new Date(now * 1000).toISOString(), frozen]).toEqual([iso, false]);
    await post(fixture, "/clock", { advance: 10 });
    fixture.advance(5);
    expect((await read()).now).toBe(now + 15);
    await post(fixture, "/clock", { frozen: true });
    fixture.advance(5);
    expect((await read()).now).toBe(now + 15);
    await post(fixture, "/clock", { advance: 100 });
    expect(await read()).toMatchObject({ now: now + 115, frozen: true, offset: 105 });
    // From the current time, not from the time it would have reached.
    await post(fixture, "/clock", { frozen: false });
    fixture.advance(1);
    expect((await read()).now).toBe(now + 116);
    expect((await post(fixture, "/clock", { set: 1_000, frozen: true })).body.now).toBe(1_000);
    expect((await fixture.call("DELETE", "/_sandbox/clock")).body).toMatchObject({
      now: now + 11,
      frozen: false,
      offset: 0,
    });
  });

  it("ends tokens and reset secrets", async () => {
    const form = { grant_type: "password", client_id: "web" };
    const { body } = await fixture.grant({ ...form, username: "jdoe", password: "sandbox-jdoe" });
    const me = () => fixture.call("GET", "/users/me", { token: body.access_token });
    await fixture.call("POST", "/users/2/password-reset");
    const [{ secret }] = (await get(fixture, "/mail")).body;
    const finish = () =>
      fixture.call("PUT", "/users/2/password-reset", { json: { secret, password: "long enough" } });
    await post(fixture, "/clock", { advance: 3_599 });
    expect((await me()).status).toBe(200);
    await post(fixture, "/clock", { advance: 1 });
    expect([(await me()).status, (await finish()).status]).toEqual([401, 400]);
    const { refresh_token } = body;
    const refresh = { grant_type: "refresh_token", client_id: "web", refresh_token };
    await post(fixture, "/clock", { advance: 2_592_000 });
    expect((await fixture.grant(refresh)).status).toBe(400);
  });
});

describe("the inbox", () => {
  const page = async (path: string, accept = "text/html,application/xhtml+xml,*/*;q=0.8") => {
    const response = await fixture.server.fetch(
      new Request(`http://test/_sandbox${path}`, { headers: { accept } }),
    );
    return { response, text: await response.text() };
  };

  it("can be filtered by recipient (case-insensitive) and emptied", async () => {
    await fixture.call("POST", "/users/1/password-reset");
    await fixture.call("POST", "/users/2/password-reset");
    const of = async (query: string) =>
      (await get(fixture, `/mail${query}`)).body.map(({ user_id }: { user_id: number }) => user_id);
    expect(await of("")).toEqual([2, 1]);
    expect(await of("?recipient=ADMIN@sandbox.example")).toEqual([1]);
    expect(await of("?recipient=nobody@sandbox.example")).toEqual([]);
    const removed = await fixture.call("DELETE", "/_sandbox/mail?recipient=jdoe@sandbox.example");
    expect(removed.body).toEqual({ removed: 1 });
    expect(await of("")).toEqual([1]);
    await fixture.call("DELETE", "/_sandbox/mail");
    expect(await of("")).toEqual([]);
  });

  it("is a web page that shows messages as text", async () => {
    const email = `"<script>alert(1)</script>'&amp;"@x.example`;
    const recipient = encodeURIComponent(email);
    const id = await fixture.register("escaped");
    await fixture.call("POST", `/users/${id}/password-reset`);
    // As a version that accepted such an address stored it.
    await fixture.database.queries
      .updateTable("outbox")
      .set({ recipient: email })
      .where("user_id", "=", id)
      .execute();
    for (const path of ["/mail", `/mail?recipient=${recipient}`]) {
      const { response, text } = await page(path);
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      const nonce = /nonce="([^"]+)"/.exec(text)?.[1];
      expect(response.headers.get("content-security-policy")).toContain(
        `script-src 'nonce-${nonce}'`,
      );
      expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
      expect(text).not.toContain("<script>alert");
      // Nothing from other origins.
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    }
    const { text } = await page(`/mail?recipient=${encodeURIComponent('"><script>x')}`);
    expect(text).not.toContain("<script>x");
    expect((await page("/mail", "*/*")).response.headers.get("content-type")).toContain("json");
  });

  it("escapes text from the query", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
        async (text) => {
          const marked = `<b x="${text}'>`;
          const answer = await page(`/mail?recipient=${encodeURIComponent(marked)}`);
          expect(answer.text).not.toContain("<b x=");
          expect(answer.response.status).toBe(200);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("the index", () => {
  it("lists controls and state, as JSON and as a page", async () => {
    const { body } = await get(fixture, "/");
    expect(body).toMatchObject({
      seed: null,
      users: 5,
      clock: { frozen: false },
      counts: { users: 5, templates: 2, mail: 0, faults: 0, snapshots: 0 },
    });
    expect(body.routes).toHaveLength(controls.length);
    expect(JSON.stringify(body.credentials)).toContain("sandbox-jdoe");
    expect((await fixture.call("GET", "/_sandbox")).body.users).toBe(5);
    const response = await fixture.server.fetch(
      new Request("http://test/_sandbox/", { headers: { accept: "text/html" } }),
    );
    const text = await response.text();
    for (const { path } of controls) expect(text).toContain(`/_sandbox${path}`);
    expect(text).toContain("sandbox-secret");
  });
});

describe("invalid calls of a control", () => {
  it.each([
    ["POST", "/reset", { seed: 1 }, ["seed"], "there are none here"],
    ["POST", "/seed", { seed: -1, users: 1 }, ["seed", "users"], "from 2 to 10000"],
    ["POST", "/seed", { seed: 1.5 }, ["seed"], "a seed from 0 to 4294967295"],
    ["POST", "/seed", { usres: 5 }, ["usres"], "use seed, users"],
    ["POST", "/seed", [], [undefined], "object"],
    ["POST", "/clock", {}, [undefined], "advance, set or frozen"],
    ["POST", "/clock", { advance: "3600" }, ["advance"], "seconds from 0"],
    ["POST", "/clock", { advance: 1, set: 1 }, ["set"], "cannot be combined with advance"],
    ["POST", "/clock", { frozen: "yes" }, ["frozen"], "one of true, false"],
    ["POST", "/snapshot", { name: "" }, ["name"], "1 to 100 characters"],
    ["POST", "/restore", {}, [undefined], "the name or id"],
    ["POST", "/restore", { name: "a", id: "b" }, [undefined], "the name or id"],
    ["POST", "/faults", { operation: "getuser", status: 503 }, ["operation"], "getUser, "],
    ["POST", "/faults", { operation: "getUser" }, [undefined], "latency, status, retry_after"],
    ["POST", "/faults", { status: 200 }, ["status"], "400 to 599"],
    ["POST", "/faults", { status: 500, next: 0 }, ["next"], "from 1 to"],
    ["POST", "/faults", { status: 500, probability: 0 }, ["probability"], "above 0, up to 1"],
    ["POST", "/faults", { status: 500, next: 1, probability: 1 }, ["probability"], "with next"],
    ["POST", "/faults", { latency: -1 }, ["latency"], "milliseconds"],
    ["POST", "/faults", { reset: true }, ["reset"], "one of before, after"],
    ["POST", "/faults", { reset: "after", status: 500 }, ["status"], "with reset"],
    ["POST", "/faults", { retry_after: 1, latency: 1 }, ["retry_after"], "needs a status"],
    ["POST", "/faults", { truncate: true, not_json: true }, ["truncate"], "not_json"],
    ["POST", "/reset?seed=1", {}, ["seed"], "there are none here"],
    ["GET", "/clock?now=1", undefined, ["now"], "there are none here"],
    ["GET", "/mail?to=x", undefined, ["to"], "use recipient"],
    ["GET", "/mail?recipient=a&recipient=b", undefined, ["recipient"], "more than once"],
    ["GET", "/requests?operation=x", undefined, ["operation"], "getUser, "],
    ["GET", "/requests?status=abc", undefined, ["status"], "200 to 599"],
    ["DELETE", "/faults?operation=x", undefined, ["operation"], "getUser, "],
    ["DELETE", "/faults?id=x", undefined, ["id"], "the id of a fault"],
  ] as const)("%s %s %j", async (method, path, json, fields, message) => {
    const answer = await fixture.call(method, `/_sandbox${path}`, { json });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual(fields);
    expect(JSON.stringify(answer.body.result)).toContain(message);
  });

  it("rejects invalid JSON, unknown routes and methods", async () => {
    const broken = await fixture.call("POST", "/_sandbox/seed", { body: "{" });
    expect([broken.status, broken.body.result[0].message]).toEqual([400, "The body is not JSON."]);
    const large = await fixture.call("POST", "/_sandbox/seed", { body: "x".repeat(1_048_577) });
    expect(large.status).toBe(413);
    expect((await get(fixture, "/nothing")).status).toBe(404);
    expect((await get(fixture, "/%ZZ")).status).toBe(404);
    const put = await fixture.call("PUT", "/_sandbox/clock");
    expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, POST, DELETE"]);
  });

  it("never fails, for any input", async () => {
    const names = fc.constantFrom(
      ...["seed", "users", "name", "id", "advance", "set", "frozen", "operation", "next"],
      ...["probability", "latency", "status", "retry_after", "reset", "truncate", "not_json"],
    );
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(1, 2, 503, true, "after"),
    );
    const asked = fc.constantFrom(...controls.filter(({ method }) => method !== "GET"));
    await fc.assert(
      fc.asyncProperty(
        asked,
        fc.dictionary(names, value, { maxKeys: 4 }),
        async (control, json) => {
          const answer = await fixture.call(control.method, `/_sandbox${control.path}`, { json });
          expect([200, 400]).toContain(answer.status);
        },
      ),
      { numRuns: 300 },
    );
    await post(fixture, "/seed", { seed: null, users: 5 });
    await fixture.call("DELETE", "/_sandbox/snapshots");
  });

  it("may be requested by any page", async () => {
    const preflight = await fixture.call("OPTIONS", "/_sandbox/faults", {
      headers: { origin: "https://app.example", "access-control-request-method": "DELETE" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-methods")).toContain("DELETE");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-sandbox-fault");
    const refused = await post(fixture, "/clock", { foo: 1 });
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe("outside of a sandbox", () => {
  it("has none of it", async () => {
    await using server = await createServer();
    const call = async (method: string, path: string, headers: Record<string, string> = {}) => {
      const response = await server.fetch(new Request(`http://test${path}`, { method, headers }));
      return { status: response.status, body: JSON.parse(await response.text()) as object };
    };
    const unknown = await call("GET", "/no-such-path");
    for (const { method, path } of controls) {
      const { status, body } = await call(method, `/_sandbox${path}`, { accept: "text/html" });
      expect(status).toBe(404);
      expect(body).toEqual({ ...unknown.body, request_id: expect.any(String) });
    }
    expect((await call("GET", "/_sandbox")).status).toBe(404);
    for (const value of ["status=503", "reset", "bogus"]) {
      const { status } = await call("GET", "/users/1", { "x-sandbox-fault": value });
      expect(status).toBe(404);
    }
    const { status } = await call("GET", "/users", { "x-sandbox-fault": "truncate" });
    expect(status).toBe(200);
  });
});

describe("the log of requests", () => {
  const list = async (query = "") => (await get(fixture, `/requests${query}`)).body;

  it("records requests and their outcome, but not its own controls", async () => {
    const token = await admin();
    await fixture.call("DELETE", "/_sandbox/requests");
    await fixture.call("GET", "/users?size=2&filter_username=j&order=id:ASC", { token });
    await fixture.call("GET", "/users/99");
    await fixture.call("GET", "/elsewhere?a=1");
    await fixture.call("PATCH", "/users/1");
    const all = await list();
    await fixture.call("GET", "/users?size=1&size=2");
    expect((await list()).at(-1).query).toEqual({ size: ["1", "2"] });
    expect(all).toMatchObject([
      {
        ...{ method: "GET", path: "/users", operation: "getUsers", status: 200, body: null },
        query: { size: "2", filter_username: "j", order: "id:ASC" },
      },
      { path: "/users/99", operation: "getUser", status: 404, query: {} },
      { path: "/elsewhere", operation: null, status: 404, query: { a: "<redacted>" } },
      { method: "PATCH", path: "/users/1", operation: null, status: 405 },
    ]);
    const { headers } = await fixture.call("GET", "/users/1");
    const id = headers.get("x-request-id");
    expect(await list(`?request_id=${id}`)).toMatchObject([{ path: "/users/1" }]);
    expect(await list("?operation=getUser")).toHaveLength(2);
    expect(await list("?status=404&method=GET")).toHaveLength(2);
    expect((await fixture.call("DELETE", "/_sandbox/requests")).body).toEqual({ removed: 6 });
    expect(await list()).toEqual([]);
  });

  it("contains the body of a call that the handler did not read", async () => {
    await fixture.call("POST", "/users/1/tags", { json: { value: "vip" } });
    expect(await list()).toMatchObject([{ status: 401, body: { value: "vip" } }]);
  });

  it("never holds a password, a token or a secret", async () => {
    const token = await fixture.signIn("jdoe", "sandbox-jdoe");
    await admin();
    await fixture.register("logged", { password: "hunter22-one", passwort: "hunter22-two" });
    await fixture.call("PUT", "/users/2", { token, json: { password: "hunter22-three" } });
    await fixture.call("PUT", "/users/2/password", { token, json: { value: "hunter22-four" } });
    await fixture.call("PUT", "/users/2/password", { json: "hunter22-five" });
    await fixture.call("PUT", "/users/2/password", { body: "hunter22-six" });
    await fixture.call("GET", `/users/1?access_token=${token}&password=hunter22-seven`);
    await fixture.call("GET", `/users?filter_username=${token}`);
    await fixture.call("GET", `/token/${token}/x`);
    await fixture.call("POST", "/elsewhere", { json: { password: "hunter22-eight" } });
    await fixture.call("POST", "/users/2/password-reset", { json: { password: "hunter22-nine" } });
    const [{ secret }] = (await get(fixture, "/mail")).body;
    const json = { secret, password: "hunter22-ten" };
    await fixture.call("PUT", "/users/2/password-reset", { json });
    await fixture.call("PUT", `/users/2/password-reset/${secret}`);
    await fixture.grant({
      grant_type: "refresh_token",
      client_id: "web",
      refresh_token: "hunter22",
    });
    await fixture.grant(
      { grant_type: "client_credentials" },
      { authorization: `Basic ${Buffer.from("server:sandbox-secret").toString("base64")}` },
    );
    const text = JSON.stringify(await list());
    expect(text).toContain("logged@example.org");
    expect(text).toContain('"grant_type":"client_credentials"');
    expect(text).not.toMatch(/hunter22|sandbox-(secret|jdoe)/);
    expect(text).not.toContain(token);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from("sandbox-secret").toString("base64").slice(0, 10));
  });

  // It is in memory, on either engine.
  it.skipIf(inject("engine") === "postgres")("is limited in size", async () => {
    const entries = 1_050;
    for (let count = 0; count < entries; count++) await fixture.call("GET", `/n/${count}`);
    const all = await list();
    expect(all).toHaveLength(1_000);
    expect(all.at(-1).path).toBe(`/n/${entries - 1}`);
    const json = (index: number, length: number) => ({
      username: `large${index}`,
      email: `large${index}@example.org`,
      additional_properties: { text: { type: "text", value: "x".repeat(length) } },
    });
    const token = "no-such-token";
    for (let index = 0; index < 300; index++) {
      await fixture.call("POST", "/users", { json: json(index, 65_000), token });
    }
    await list();
    const rest = await list();
    expect(rest.length).toBeGreaterThan(200);
    expect(JSON.stringify(rest).length).toBeLessThan(17_000_000);
    expect(rest.at(-1).body.username).toBe("large299");
    await fixture.call("POST", "/users", { json: json(0, 70_000), token });
    expect((await list()).at(-1).body).toMatch(/^<70\d\d\d characters>$/);
  });

  it("handles oversized and endless bodies", async () => {
    const large = await fixture.call("POST", "/users", { body: "x".repeat(1_100_000) });
    expect(large.status).toBe(413);
    const endless = new Request("http://test/users/1/tags", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) }),
      duplex: "half",
    } as RequestInit);
    expect((await fixture.server.fetch(endless)).status).toBe(401);
    expect(await list()).toMatchObject([
      { status: 413, body: "<redacted>" },
      { status: 401, body: "<redacted>" },
    ]);
  });
});

it("the operations of faults are those of the contract", async () => {
  for (const { name } of Object.values(contract)) {
    expect((await post(fixture, "/faults", { operation: name, status: 500 })).status).toBe(200);
  }
});
