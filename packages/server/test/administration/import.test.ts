import * as Effect from "effect/Effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importLines } from "../../src/api/administration/importUsers.ts";
import { type Fixture, start } from "../support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

const services = () => ({ database: fixture.database, now: () => 1_700_000_000 });
const importAll = (...users: ReadonlyArray<unknown>) =>
  Effect.runPromise(
    importLines(
      services(),
      users.map((user) => (typeof user === "string" ? user : JSON.stringify(user))),
      1,
    ),
  );
const user = (username: string, more: object = {}) => ({
  username,
  email: `${username}@import.example`,
  ...more,
});
const hashOf = async (username: string) => {
  const [row] = await fixture.database.queries
    .selectFrom("users")
    .select("password_hash")
    .where("username", "=", username)
    .execute();
  return row?.password_hash;
};

describe("an imported user", () => {
  it.each([
    ["bcrypt", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U"],
    [
      "pbkdf2",
      "$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk",
      "toomanysecrets",
    ],
    [
      "scrypt",
      "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
      "password",
    ],
    [
      "argon2i",
      "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
      "password",
    ],
  ])(
    "with a %s hash signs in, and then has a hash of this server",
    async (username, hash, password) => {
      expect(await importAll(user(username, { password_hash: hash }))).toEqual([]);
      expect(await hashOf(username)).toBe(hash);
      const wrong = await fixture.grant({
        grant_type: "password",
        client_id: "web",
        username,
        password: `${password}x`,
      });
      expect(wrong.body.error).toBe("invalid_grant");
      expect(await hashOf(username)).toBe(hash);
      await fixture.signIn(username, password);
      expect(await hashOf(username)).toMatch(/^\$argon2id\$/);
      await fixture.signIn(username, password);
    },
  );

  it("keeps the fields of a registration, and without a hash needs a reset", async () => {
    const fields = {
      fullname: "Grace Hopper",
      tags: ["navy"],
      additional_properties: { rank: { type: "text", value: "admiral" } },
    };
    expect(await importAll(user("grace", fields))).toEqual([]);
    const { body } = await fixture.call("GET", "/users?filter_username=grace", {
      token: fixture.admin,
    });
    const path = `/users/${body.content[0].id}`;
    const read = await fixture.call("GET", path, { token: fixture.admin });
    expect(read.body).toMatchObject({ ...fields, member_since: 1_700_000_000 });
    await fixture.call("POST", `${path}/password-reset`);
    const [message] = await fixture.database.queries
      .selectFrom("outbox")
      .select("body")
      .where("recipient", "=", "grace@import.example")
      .execute();
    const [, secret = ""] = /Secret: (\S+)/.exec(message!.body) ?? [];
    const json = { secret, password: "a-new-password" };
    expect((await fixture.call("PUT", `${path}/password-reset`, { json })).status).toBe(204);
    await fixture.signIn("grace", "a-new-password");
  });

  it("is stored beside lines that are rejected, which are named", async () => {
    const rejected = await importAll(
      user("good1"),
      "{",
      "[]",
      user("jdoe"),
      user("mailed", { email: "jdoe@sandbox.example" }),
      user("list", { email: "a@x.example,b@x.example" }),
      user("hashed", { password_hash: "5f4dcc3b5aa765d61d8327deb882cf99" }),
      user("plain", { password: "in-plain-text" }),
      user("templated", { template: "no-such" }),
      user("good1", { email: "other@import.example" }),
      user("g\u043e\u043ed1"),
      user("good2"),
    );
    expect(rejected.map(({ line, issues }) => [line, issues.map(({ field }) => field)])).toEqual([
      [2, [""]],
      [3, expect.any(Array)],
      [4, ["username"]],
      [5, ["email"]],
      [6, ["email"]],
      [7, ["password_hash"]],
      [8, ["password"]],
      [9, ["template"]],
      [10, ["username"]],
      [11, ["username"]],
    ]);
    expect(JSON.stringify(rejected)).not.toContain("in-plain-text");
    expect(await hashOf("good1")).toBeNull();
    expect(await hashOf("good2")).toBeNull();
  });

  it("is rejected, and stops no other, if it cannot be stored as it is", async () => {
    const longOf = (value: string) =>
      `{"username":"n${value}","email":"n${value}@import.example",` +
      `"additional_properties":{"a":{"type":"long","value":${value}}}}`;
    const rejected = await importAll(
      user("good3"),
      user("nul", { description: "a\0b" }),
      user("surrogate", { description: "a\ud800b" }),
      longOf("9007199254740993"),
      longOf("9007199254740993.0"),
      `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
      user("good4"),
    );
    expect(rejected.map(({ line, issues }) => [line, issues[0]?.field])).toEqual([
      [2, "description"],
      [3, "description"],
      [5, "additional_properties.a.value"],
      [6, expect.any(String)],
    ]);
    expect(await hashOf("good4")).toBeNull();
    const row = await fixture.database.queries
      .selectFrom("users")
      .select("additional_properties")
      .where("username", "=", "n9007199254740993")
      .executeTakeFirst();
    expect(row?.additional_properties).toContain("9007199254740993");
  });
});
