import { adminContract } from "@knetik-users/core/admin";
import { createPartialUsersClient, isUsersError } from "@knetik-users/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemsOf } from "../documented.ts";
import { fieldsOf, type Fixture, start } from "../support.ts";

const day = 86_400;
let fixture: Fixture;
beforeAll(async () => {
  fixture = await start({
    trustProxy: 1,
    // Some tests let days go by.
    tokens: { accessTokenLifetime: 30 * day },
    limits: { signIn: { account: { limit: 3, seconds: 60 }, address: false } },
  });
});
afterAll(() => fixture.server.close());

const admin = (path: string, token = fixture.admin) =>
  fixture.call("GET", `/_admin/${path}`, { token });
const signIn = (username: string, password: string) =>
  fixture.grant({ grant_type: "password", client_id: "web", username, password });

describe("a route for the console", () => {
  it.each(["users?search=a", "audit?user=1", "statistics", "templates"])(
    "GET %s needs an administrator",
    async (path) => {
      expect((await fixture.call("GET", `/_admin/${path}`)).status).toBe(401);
      const jdoe = await fixture.signIn("jdoe", "sandbox-jdoe");
      expect((await admin(path, jdoe)).status).toBe(403);
      expect((await admin(path)).status).toBe(200);
      fixture.advance(60);
    },
  );

  it("counts the users of a template for a TEMPLATE_ADMIN, too", async () => {
    const id = await fixture.register("template-admin");
    const roles = { user_id: id, role: "TEMPLATE_ADMIN" };
    await fixture.database.queries.insertInto("user_roles").values(roles).execute();
    const token = await fixture.signIn("template-admin", "a-password");
    expect((await admin("templates", token)).status).toBe(200);
    expect((await admin("statistics", token)).status).toBe(403);
  });

  it("is called through core", async () => {
    await using client = createPartialUsersClient(adminContract, {
      baseUrl: "http://127.0.0.1",
      auth: { token: fixture.admin },
      fetch: fixture.server.fetch,
    });
    const id = await fixture.register("through-core");
    await client.disableUser(id);
    const account = await client.getAccount(id);
    expect(account.disabledDate).toEqual(new Date(fixture.now() * 1_000));
    await client.enableUser(id);
    expect((await client.getAccount(id)).disabledDate).toBeUndefined();
    const events = [];
    for await (const { event } of client.all.getAuditRecords({ user: id, size: 1 })) {
      events.push(event);
    }
    expect(events).toEqual(["user.enabled", "user.disabled", "user.registered"]);
    expect((await client.findUsers({ search: "through" })).users).toMatchObject([{ id }]);
    expect((await client.exportUser(id))["user"]).toMatchObject({ username: "through-core" });
    await client.deleteUser(id);
    const error = await client.getAccount(id).catch((failure: unknown) => failure);
    expect(isUsersError(error) && error._tag).toBe("UserNotFound");
  });
});

describe("GET /_admin/users", () => {
  beforeAll(async () => {
    const people = [
      ["zoe1", { email: "zoe@mail.example", first_name: "Zoé", last_name: "García Márquez" }],
      ["lukasz", { display_name: "Łukasz", fullname: "Łukasz Øre" }],
      ["maria", { first_name: "Maria", last_name: "Garcia", email: "m@mail.example" }],
      ["josé", { first_name: "Maria", last_name: "Gärtner" }],
      ["hidden@mail.example", { email: "other@mail.example" }],
    ] as const;
    for (const [username, fields] of people) await fixture.register(username, fields);
  });

  const find = async (search: string, size = 25) => {
    const path = `users?${new URLSearchParams({ search, size: String(size) }).toString()}`;
    const { status, body } = await admin(path);
    expect([search, status, problemsOf("find_users", 200, body)]).toEqual([search, 200, []]);
    return {
      users: body.users.map((user: { username: string; matched: ReadonlyArray<string> }) => [
        user.username,
        ...user.matched,
      ]),
      hasMore: body.has_more,
    };
  };

  it.each([
    ["zoe@mail", [["zoe1", "email"]]],
    ["  ZOE  ", [["zoe1", "username", "email", "first_name"]]],
    ["zoé", [["zoe1", "username", "email", "first_name"]]],
    [
      "garcia",
      [
        ["maria", "last_name"],
        ["zoe1", "last_name"],
      ],
    ],
    [
      "garcía m",
      [
        ["maria", "first_name", "last_name"],
        ["zoe1", "last_name"],
      ],
    ],
    ["Zoe Garcia", [["zoe1", "first_name", "last_name"]]],
    ["garcia marquez ZO", [["zoe1", "first_name", "last_name"]]],
    [
      "maria ga",
      [
        ["maria", "first_name", "last_name"],
        ["josé", "first_name", "last_name"],
      ],
    ],
    ["lukasz ore", [["lukasz", "fullname"]]],
    ["jose", [["josé", "username", "email"]]],
    ["hidden@", [["hidden@mail.example", "username"]]],
    ["%", []],
    ["mar_a", []],
    [" ", []],
    ["nobody", []],
  ])("finds %j", async (search, expected) => {
    const { users, hasMore } = await find(search);
    expect([...users].sort()).toEqual([...expected].sort());
    expect(hasMore).toBe(false);
  });

  it("lists those first whose user name matches, and says if there are more", async () => {
    expect(await find("maria")).toEqual({
      users: [
        ["maria", "username", "first_name"],
        ["josé", "first_name"],
      ],
      hasMore: false,
    });
    expect(await find("maria", 1)).toEqual({
      users: [["maria", "username", "first_name"]],
      hasMore: true,
    });
  });

  it("finds the new name and not the old one after an update", async () => {
    const id = await fixture.register("renamed", { last_name: "Übel" });
    expect((await find("ubel")).users).toHaveLength(1);
    const update = { json: { last_name: "Müller" }, token: fixture.admin };
    await fixture.call("PUT", `/users/${id}`, update);
    expect((await find("ubel")).users).toEqual([]);
    expect((await find("muller")).users).toHaveLength(1);
    const { body } = await admin(`audit?user=${id}&size=1`);
    expect(body.content[0].fields).toEqual(["last_name"]);
    await fixture.call("PUT", `/users/${id}`, { json: { last_name: null }, token: fixture.admin });
    expect((await find("muller")).users).toEqual([]);
    await fixture.call("DELETE", `/_admin/users/${id}`, { token: fixture.admin });
  });

  it("leaves the official filters as they are", async () => {
    const { body } = await fixture.call("GET", "/users?filter_lastname=garcia", {
      token: fixture.admin,
    });
    expect(body.content.map(({ username }: { username: string }) => username)).toEqual(["maria"]);
  });

  it.each([
    ["", ["search"]],
    ["search=", ["search"]],
    ["search=a&size=1001", ["size"]],
    ["search=a&other=1", ["other"]],
  ])("rejects ?%s", async (query, fields) => {
    const answer = await admin(`users?${query}`);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, fields]);
  });
});

describe("an account", () => {
  it("shows sign-ins, and until when it is locked", async () => {
    const id = await fixture.register("watched");
    const state = async () => {
      const { status, body } = await admin(`users/${id}`);
      expect([status, problemsOf("get_account", 200, body)]).toEqual([200, []]);
      return body;
    };
    expect(await state()).toEqual({
      id,
      has_password: true,
      roles: [],
      failed_sign_ins: 0,
      version: expect.any(String),
    });
    expect((await signIn("watched", "a-password")).status).toBe(200);
    const signedIn = fixture.now();
    for (const name of ["watched", "WATCHED"]) await signIn(name, "wrong");
    const refused = await signIn("watched", "a-password");
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get("retry-after"));
    expect(await state()).toMatchObject({
      last_sign_in: signedIn,
      failed_sign_ins: 2,
      locked_until: fixture.now() + wait,
    });
    const statistics = await admin("statistics");
    expect(statistics.body.locked_accounts).toBeGreaterThanOrEqual(1);
    fixture.advance(wait);
    expect((await state()).locked_until).toBeUndefined();
    expect((await signIn("watched", "a-password")).status).toBe(200);
    fixture.advance(day);
    expect((await state()).failed_sign_ins).toBe(0);
  });

  it("that is locked by its e-mail address is shown as locked, too", async () => {
    const id = await fixture.register("by-address", { email: "by-address@mail.example" });
    for (let attempt = 0; attempt < 3; attempt += 1) await signIn("by-address@mail.example", "x");
    expect((await admin(`users/${id}`)).body.locked_until).toBeGreaterThan(fixture.now());
  });
});

describe("the audit trail of a user", () => {
  it("has pages, with the user's own actions and those on it", async () => {
    const id = await fixture.register("audited");
    const token = await fixture.signIn("audited", "a-password");
    for (let number = 0; number < 5; number += 1) {
      const json = { city: `City ${number}` };
      await fixture.call("PUT", "/users/me", { json, token });
      await fixture.call("PUT", `/users/${id}`, {
        json: { state: `S${number}` },
        token: fixture.admin,
      });
    }
    const page = async (number: number, size = 5) => {
      const { body } = await admin(`audit?user=${id}&size=${size}&page=${number}`);
      expect(problemsOf("get_audit_records", 200, body)).toEqual([]);
      return body;
    };
    const pages = [await page(1), await page(2), await page(3)];
    const ids = pages.flatMap(({ content }) => content.map((one: { id: number }) => one.id));
    const rows = await fixture.database.queries
      .selectFrom("audit_log")
      .select("id")
      .where((entry) => entry.or([entry("user_id", "=", id), entry("target", "=", `user:${id}`)]))
      .orderBy("id", "desc")
      .execute();
    expect(rows).toHaveLength(12);
    expect(ids).toEqual(rows.map((row) => row.id));
    expect(pages.map((one) => [one.total_elements, one.last])).toEqual([
      [12, false],
      [12, false],
      [12, true],
    ]);
    expect((await page(4)).content).toEqual([]);
    expect((await page(1, 12)).content[1]).toMatchObject({
      event: "user.updated",
      user_id: id,
      client_id: "web",
      target: `user:${id}`,
      fields: ["city"],
    });
  });

  it.each(["", "user=0", "user=x", "user=1&page=0"])("rejects ?%s", async (query) => {
    expect((await admin(`audit?${query}`)).status).toBe(400);
  });
});

describe("statistics", () => {
  it("count users, activity, registrations and failed sign-ins exactly", async () => {
    await using own = await start();
    const { queries } = own.database;
    const read = async () => {
      const { status, body } = await own.call("GET", "/_admin/statistics", { token: own.admin });
      expect([status, problemsOf("get_statistics", 200, body)]).toEqual([200, []]);
      return body;
    };
    const before = await read();
    expect(before).toMatchObject({ users: 2, failed_sign_ins: 0, disabled: 0, locked_accounts: 0 });
    expect(before.days).toHaveLength(30);
    const now = own.now();
    const ages = [0, day - 1, day, 6 * day, 7 * day, 29 * day, 30 * day - 1, 30 * day, 400 * day];
    for (const [index, age] of ages.entries()) {
      const id = await own.register(`counted${index}`);
      const moments = { member_since: now - age, last_activity: now - age };
      await queries.updateTable("users").set(moments).where("id", "=", id).execute();
    }
    await queries
      .updateTable("users")
      .set({ disabled_at: now })
      .where("username", "=", "jdoe")
      .execute();
    await own.grant({ grant_type: "password", client_id: "web", username: "admin", password: "x" });
    // Kept for some seconds.
    expect((await read()).users).toBe(2);
    own.advance(10);
    const after = await read();
    const active = await queries
      .selectFrom("users")
      .select("last_activity")
      .where("last_activity", ">", own.now() - 30 * day)
      .execute();
    expect(after).toMatchObject({
      users: 11,
      disabled: 1,
      failed_sign_ins: 1,
      // Ten seconds later, those that were active exactly 24 hours, 7 or 30 days ago no longer count.
      registered: { day: 1, week: 4, month: 6 },
      active: { month: active.length },
      date: own.now(),
    });
    expect(after.newest.map(({ username }: { username: string }) => username)).toEqual(
      [8, 7, 6, 5, 4].map((index) => `counted${index}`),
    );
    // The first of February 2026.
    const days = new Map(
      after.days.map((one: { date: number; users: number }) => [one.date, one.users]),
    );
    expect([...days.keys()].at(-1)).toBe(Date.UTC(2026, 1, 1) / 1_000);
    expect(days.get(Date.UTC(2026, 1, 1) / 1_000)).toBe(1);
    expect(days.get(Date.UTC(2026, 0, 31) / 1_000)).toBe(2);
    expect([...days.values()].reduce((sum: number, one) => sum + Number(one), 0)).toBe(6);
  });

  it("count the users of each template", async () => {
    const create = (name: string) =>
      fixture.call("POST", "/users/templates", { token: fixture.admin, json: { name } });
    const [used, unused] = [await create("Used"), await create("Unused")];
    for (const name of ["with1", "with2"]) await fixture.register(name, { template: used.body.id });
    const { body } = await admin("templates");
    expect(problemsOf("get_template_usage", 200, body)).toEqual([]);
    expect(body).toEqual(
      expect.arrayContaining([
        { id: used.body.id, users: 2 },
        { id: unused.body.id, users: 0 },
      ]),
    );
  });
});

describe("an entity tag", () => {
  let registered = 0;
  const tagOf = async (id: number, token?: string) =>
    (await fixture.call("GET", `/users/${id}`, { token })).headers.get("etag");
  const update = (id: number, json: object, ifMatch: string, token = fixture.admin) =>
    fixture.call("PUT", `/users/${id}`, { json, token, headers: { "if-match": ifMatch } });

  it("lets only one of two editors save", async () => {
    const id = await fixture.register("edited");
    const tag = await tagOf(id, fixture.admin);
    expect(tag).toMatch(/^"[\w-]{22}\.[\da-z]+"$/);
    expect((await admin(`users/${id}`)).body.version).toBe(tag);
    const answers = await Promise.all([
      update(id, { city: "Oslo" }, tag!),
      update(id, { city: "Rome" }, tag!),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 412]);
    const failed = answers.find(({ status }) => status === 412);
    expect(failed?.body).toMatchObject({ code: 106 });
    const changed = await tagOf(id, fixture.admin);
    expect(changed).not.toBe(tag);
    await fixture.call("POST", `/users/${id}/tags`, {
      json: { value: "vip" },
      token: fixture.admin,
    });
    expect((await update(id, { city: "Bern" }, changed!)).status).toBe(412);
  });

  it("does not prevent saving because the user was active", async () => {
    const id = await fixture.register("active");
    const tag = await tagOf(id, fixture.admin);
    fixture.advance(3_600);
    const token = await fixture.signIn("active", "a-password");
    expect((await fixture.call("GET", "/users/me", { token })).headers.get("etag")).not.toBe(tag);
    expect((await update(id, { city: "Oslo" }, tag!)).status).toBe(204);
  });

  it.each([
    ["*", 204],
    ['"other", *', 412],
    ["TAG", 204],
    ['"x", TAG', 204],
    ["W/TAG", 412],
    ['"x"', 412],
    ["", 412],
    ['"', 412],
  ])("If-Match: %s", async (given, status) => {
    const id = await fixture.register(`match${(registered += 1)}`);
    const tag = await tagOf(id, fixture.admin);
    const answer = await update(id, { city: "Oslo" }, given.replace("TAG", tag!));
    expect([given, answer.status]).toEqual([given, status]);
  });

  it("is optional, and not sent to anonymous callers", async () => {
    const id = await fixture.register("optional");
    expect(await tagOf(id)).toBeNull();
    const json = { city: "Oslo" };
    expect((await fixture.call("PUT", `/users/${id}`, { json, token: fixture.admin })).status).toBe(
      204,
    );
  });

  it.each([
    ["POST", "/tags", { value: "conditional" }],
    ["DELETE", "/tags/kept", undefined],
    ["PUT", "/password", { value: "a-password-2" }],
  ])("is not ignored where there is no entity tag: %s %s", async (method, path, json) => {
    const id = await fixture.register(`condition${(registered += 1)}`);
    const token = fixture.admin;
    const change = (ifMatch: string) =>
      fixture.call(method, `/users/${id}${path}`, {
        json,
        token,
        headers: { "if-match": ifMatch },
      });
    await fixture.call("POST", `/users/${id}/tags`, { json: { value: "kept" }, token });
    const tag = await tagOf(id, token);
    for (const given of ['"x"', tag!]) {
      const answer = await change(given);
      expect([answer.status, answer.body.code]).toEqual([412, 106]);
    }
    expect(await tagOf(id, token)).toBe(tag);
    await fixture.signIn(`condition${registered}`, "a-password");
    expect((await change("*")).status).toBe(204);
  });

  it("is not ignored by an administrative change", async () => {
    const id = await fixture.register("conditionally");
    const headers = { "if-match": '"x"' };
    const sent = { token: fixture.admin, headers };
    expect((await fixture.call("DELETE", `/_admin/users/${id}`, sent)).status).toBe(412);
    expect((await fixture.call("GET", `/users/${id}`)).status).toBe(200);
  });

  it("says nothing about users whom the caller may not change", async () => {
    const id = await fixture.register("protected");
    const jdoe = await fixture.signIn("jdoe", "sandbox-jdoe");
    expect((await update(id, { city: "Oslo" }, '"x"', jdoe)).status).toBe(403);
  });
});
