import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createUsersClient, type UsersClient } from "@knetik-users/core";
import { UserFilterSchema, userSortProperties, toSnakeCase } from "@knetik-users/core/effect";
import { sandboxControls } from "@knetik-users/server/sandbox";
import { adminEnv, run, startServer } from "./support.ts";

const password = "correct horse battery";

let api: Awaited<ReturnType<typeof startServer>>;
let client: UsersClient;
beforeAll(async () => {
  api = await startServer();
  client = createUsersClient({
    baseUrl: api.url,
    auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
  });
});
afterAll(async () => {
  await client.close();
  await api.server.close();
});
const users = (args: ReadonlyArray<string>, options: Parameters<typeof run>[1] = {}) =>
  run(["users", ...args], { env: adminEnv(api.url), ...options });

describe("users list", () => {
  it("prints a table within 80 columns in a terminal, with the total on standard error", async () => {
    const { out, err } = await users(["list", "--size", "20"], { columns: 80 });
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(21);
    expect(lines[0]).toContain("USERNAME");
    for (const line of lines) {
      expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(80);
    }
    expect(err).toContain("20 of 300 users. Next: --page 2.");
  });

  it("uses colors in a terminal only, and not with NO_COLOR", async () => {
    expect((await users(["list"], { columns: 80 })).out).toContain("\u001b[");
    const env = { ...adminEnv(api.url), NO_COLOR: "1" };
    expect((await users(["list"], { columns: 80, env })).out).not.toContain("\u001b[");
    expect((await users(["list"])).out).not.toContain("\u001b[");
  });

  it("does not cut cells if standard output is no terminal", async () => {
    const { out } = await users(["list", "--size", "50"]);
    expect(out).not.toContain("…");
    expect(out).toContain("amara.okafor@sandbox.example");
  });

  it("prints the API's JSON, or some of its fields, one object per line", async () => {
    const { json, err } = await users(["list", "--size", "2", "--json", "--quiet"]);
    expect(json()).toMatchObject([{ id: 1, display_name: "Ada Admin" }, { id: 2 }]);
    expect(err).toBe("");
    const some = await users(["list", "--size", "1", "--json", "--fields", "id, displayName"]);
    expect(some.json()).toEqual([{ id: 1, display_name: "Ada Admin" }]);
  });

  it("filters by every filter of the contract", async () => {
    const { out } = await users(["list", "--help"]);
    for (const name of Object.keys(UserFilterSchema.fields)) {
      expect(out).toContain(toSnakeCase(name));
      const isDate = name === "lastActivity";
      const value = name === "ids" ? "1,2" : isDate ? "2025-01-01" : "jdoe";
      const { code } = await users(["list", "--filter", `${name}${isDate ? ">=" : "="}${value}`]);
      expect(code).toBe(0);
    }
    for (const property of userSortProperties) {
      const { code } = await users(["list", "--order", `${toSnakeCase(property)}:desc`]);
      expect(code).toBe(0);
    }
  });

  it("compares dates", async () => {
    const ids = async (...filters: ReadonlyArray<string>) => {
      const flags = filters.flatMap((each) => ["--filter", each]);
      return (await users(["list", "--json", ...flags])).json().map(({ id }) => id);
    };
    const { lastActivity } = await client.getUser(2);
    const text = lastActivity!.toISOString();
    expect(await ids("username=jdoe", `last_activity>=${text}`)).toEqual([2]);
    expect(await ids("username=jdoe", `last_activity>${text}`)).toEqual([]);
    expect(await ids("username=jdoe", `last_activity=${text}`)).toEqual([2]);
  });

  it.each([
    [["--filter", "tga=vip"], "Use one of:"],
    [["--filter", "vip"], "name=value"],
    [["--filter", "tag>vip"], 'only allows "="'],
    [["--filter", "last_activity>soon"], "2026-02-01"],
    [["--filter", "tag="], "filter_tag"],
    [["--order", "gold"], "Use one of:"],
    [["--size", "many"], "size"],
    [["--fields", "gold"], "Use one of:"],
  ])("rejects %j before anything is sent", async (flags, hint) => {
    const fetch = () => Promise.reject(new Error("sent"));
    const { code, err } = await users(["list", ...flags], { fetch });
    expect(code).toBe(2);
    expect(err).toContain(hint);
  });

  it("does not pass escape sequences of a display name to the terminal", async () => {
    // Other implementations of the API accept such names.
    const withEscapes: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      const text = await response.text();
      return new Response(text.replace("Ada Admin", "a\\u001b[2Jb\\u202ec\\nd"), response);
    };
    const { out } = await users(["list", "--filter", "ids=1"], { fetch: withEscapes });
    expect(out).toContain("abc d");
    expect(out).not.toContain("\u001b[2J");
  });
});

describe("users search", () => {
  it("finds users by the start of their name", async () => {
    const { json } = await users(["search", "jane d", "--json"]);
    expect(json().map(({ id }) => id)).toContain(2);
  });
});

describe("users get", () => {
  it.each(["2", "id:2", "jdoe", "JDOE", "username:jdoe", "jdoe@sandbox.example"])(
    "finds the user by %s",
    async (name) => {
      expect((await users(["get", name, "--json"])).json()).toMatchObject([{ username: "jdoe" }]);
    },
  );

  it("prints a line per field and per custom property", async () => {
    const { out } = await users(["get", "jdoe"]);
    expect(out).toMatch(/^additional_properties\.gamePieceColor:text +green$/m);
    expect(out).toMatch(/^member_since +2025-03-15T00:00:00Z$/m);
  });

  it("prints chosen fields and properties", async () => {
    const fields = "id,additional_properties.gamePieceColor:text";
    const { json } = await users(["get", "jdoe", "--json", "--fields", fields]);
    expect(json()).toEqual([
      {
        id: 2,
        "additional_properties.gamePieceColor:text": { type: "text", value: "green" },
      },
    ]);
  });

  it("ends with 4 for an unknown user, by id and by name", async () => {
    for (const name of ["2147483647", "nobody"]) {
      const { code, err } = await users(["get", name]);
      expect(code).toBe(4);
      expect(err).toContain("users search");
    }
  });

  it("does not confuse a user name with the start of another one", async () => {
    await client.registerUser({
      username: "prefix-long",
      email: "prefix-long@example.com",
      password,
    });
    expect((await users(["get", "prefix"])).code).toBe(4);
  });

  it("reports errors as JSON with --json", async () => {
    const { err } = await users(["get", "2147483647", "--json"]);
    expect(JSON.parse(err)).toMatchObject({ error: "UserNotFound", exit_code: 4 });
  });
});

describe("users create and update", () => {
  it("creates a user with typed fields and properties, and a password from standard input", async () => {
    const flags = [
      "--username",
      "newcomer",
      "--email",
      "newcomer@example.com",
      "--tags",
      "vip;beta",
    ];
    const more = ["--date-of-birth", "1990-05-01", "--template", "player"];
    const property = [
      "--property",
      "level:integer=3",
      "--property",
      'favoriteMaps:list={"type":"list","values":[]}',
    ];
    const created = await users(
      ["create", ...flags, ...more, ...property, "--password-stdin", "--json"],
      { stdin: password },
    );
    expect(created.err).toContain("Created user");
    const id = Number(created.json()[0]!["id"]);
    expect(await client.getUser(id)).toMatchObject({
      tags: ["beta", "vip"],
      dateOfBirth: new Date("1990-05-01"),
      additionalProperties: {
        level: { type: "integer", value: 3 },
        favoriteMaps: { type: "list" },
      },
    });
    const { accessToken } = await client.getOAuthToken({
      grantType: "password",
      clientId: "web",
      username: "newcomer",
      password,
    });
    expect(accessToken).not.toBe("");

    const updated = await users([
      "update",
      "newcomer",
      "--property",
      "winRate:double=0.5",
      "--clear",
      "dateOfBirth",
      "--json",
    ]);
    expect(updated.code).toBe(0);
    const user = await client.getUser(id);
    expect(user.dateOfBirth).toBeUndefined();
    expect(user.additionalProperties).toMatchObject({
      level: { value: 3 },
      winRate: { value: 0.5 },
    });
  });

  it("lists every invalid field, and sends nothing", async () => {
    const { code, err } = await users([
      ...["create", "--username", "", "--email", "nowhere", "--no-password"],
      ...["--template", ".."],
    ]);
    expect(code).toBe(6);
    for (const field of ["username:", "email:", "template:"]) expect(err).toContain(`  ${field}`);
    expect(err).toContain("Nothing was sent.");
  });

  it("ends with 5 if the name is taken", async () => {
    const flags = ["--username", "jdoe", "--email", "other@example.com", "--password-stdin"];
    const { code, err } = await users(["create", ...flags], { stdin: password });
    expect(code).toBe(5);
    expect(err).toContain("username");
  });

  it("rejects a property without a type, a wrong number, and an update without changes", async () => {
    expect((await users(["update", "2", "--property", "level=3"])).err).toContain("needs a type");
    expect((await users(["update", "2", "--property", "level:integer=x"])).err).toContain(
      "a number",
    );
    expect((await users(["update", "2"])).code).toBe(2);
  });

  it("has no option for a password, which others could see", async () => {
    expect((await users(["create", "--password", "x"])).code).toBe(2);
  });
});

describe("users tag and untag", () => {
  it("adds and removes tags", async () => {
    expect((await users(["tag", "jdoe", "one", "two", "--json"])).json()).toEqual([
      { id: 2, tags: ["one", "two"] },
    ]);
    expect((await users(["untag", "jdoe", "one"])).out).toBe("User 2 has the tags two.\n");
  });
});

describe("passwords", () => {
  it("are set from standard input, and never printed", async () => {
    const args = ["set-password", "jdoe", "--password-stdin"];
    const { code, out, err } = await users(args, { stdin: "another good password\n" });
    expect(code).toBe(0);
    expect(out + err).not.toContain("another good password");
    await client.getOAuthToken({
      grantType: "password",
      clientId: "web",
      username: "jdoe",
      password: "another good password",
    });
  });

  it("are reset with the secret of the message", async () => {
    for (const name of ["2", "jdoe", "jdoe@sandbox.example", "nobody"]) {
      expect((await users(["reset-password", name])).code).toBe(0);
    }
    const { secret } = await sandboxControls(api.url).mail.latest("jdoe@sandbox.example");
    const stdin = `${secret ?? ""}\na third good password\n`;
    const { code } = await users(["finish-reset", "jdoe", "--secrets-stdin"], { stdin });
    expect(code).toBe(0);
  });
});
