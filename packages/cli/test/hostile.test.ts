import { execFileSync } from "node:child_process";
import { chmod, link, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fetch, UserTemplate } from "@knetik-users/core";
import { readPrivate, writePrivate } from "../src/files/privateFile.ts";
import { templateTypes } from "../src/templates/templateTypes.ts";
import { adminEnv, run, sandbox, startServer, temporaryFolder } from "./support.ts";

let api: Awaited<ReturnType<typeof startServer>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  api = await startServer({ ...sandbox, sandbox: { users: 3 } });
  folder = await temporaryFolder();
});
afterAll(async () => {
  await api.server.close();
  await folder[Symbol.asyncDispose]();
});

const users = (args: ReadonlyArray<string>) =>
  run(["users", ...args, "--yes"], { env: adminEnv(api.url) });
const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

describe("a terminal", () => {
  const escape = "\u001b]0;title\u0007\u009b2J\u202e";
  const unsafe = /(?!\n)[\p{Cc}\u202e]/u;
  const answering =
    (status: number, body: unknown): Fetch =>
    async () =>
      new Response(JSON.stringify(body), {
        status,
        headers: { "content-type": "application/json" },
      });
  const env = {
    KNETIK_USERS_URL: "https://api.example",
    KNETIK_USERS_TOKEN: "token",
    NO_COLOR: "1",
  };
  const template = { id: `a${escape}`, name: `A${escape}`, properties: [] };
  const user = { id: 1, username: `ada${escape}`, display_name: escape, tags: [escape] };

  it.each([
    ["an error", ["users", "get", "1"], 400, { code: 1, result: [{ message: `Wrong${escape}` }] }],
    ["a user", ["users", "get", "1"], 200, user],
    ["a user as JSON", ["users", "get", "1", "--json"], 200, user],
    ["the own account", ["whoami"], 200, user],
    ["a template", ["templates", "get", "a"], 200, template],
    ["types", ["templates", "types", "--schemas"], 200, { content: [template], last: true }],
  ] as const)("gets no control characters with %s", async (_, args, status, body) => {
    const { out, err } = await run(args, { env, columns: 80, fetch: answering(status, body) });
    expect((out + err).length).toBeGreaterThan(20);
    expect(out + err).not.toMatch(unsafe);
  });

  it("gets no control characters from the titles of a file", async () => {
    const file = folder.file("titles.csv");
    await writeFile(file, `username,x${escape}\na,b\n`);
    const { code, err } = await users(["import", file]);
    expect(code).toBe(2);
    expect(err).not.toMatch(unsafe);
  });

  it("gets no control characters from an export", async () => {
    const content = [{ id: 1, username: `ada${escape}` }];
    const fetch = answering(200, { content, last: true, total_elements: 1 });
    for (const format of ["csv", "ndjson"]) {
      const args = ["users", "export", "-", "--format", format, "--fields", "username"];
      expect((await run(args, { env, columns: 80, fetch })).out).not.toMatch(unsafe);
      // A program gets what the API has.
      const piped = (await run(args, { env, fetch })).out;
      expect(piped).toContain("\u009b2J\u202e");
    }
  });
});

describe("a folder that others can write to", () => {
  it.each(["link", "second name"])("cannot redirect an export by a %s", async (kind) => {
    const victim = folder.file(`victim-${kind}`);
    await writeFile(victim, "precious");
    const file = folder.file(`redirected-${kind}.ndjson`);
    await (kind === "link" ? symlink : link)(victim, `${file}.part`);
    const { code, err } = await users(["export", file]);
    expect(code).toBe(2);
    expect(err).toContain("Use a folder of your own.");
    expect(await readFile(victim, "utf8")).toBe("precious");
  });

  it("cannot prepare a file that others can read", async () => {
    const file = folder.file("prepared.ndjson");
    await writeFile(`${file}.part`, "", { mode: 0o644 });
    expect((await users(["export", file])).code).toBe(0);
    expect(await modeOf(file)).toBe(0o600);

    const rows = folder.file("prepared.csv");
    const failed = folder.file("prepared.failed.csv");
    await writeFile(rows, "id,username\n999999,nobody\n");
    await writeFile(failed, "", { mode: 0o644 });
    expect((await users(["import", rows, "--by", "id"])).code).toBe(8);
    expect(await modeOf(failed)).toBe(0o600);
  });

  it("cannot redirect the journal of an import", async () => {
    const file = folder.file("journal.csv");
    await writeFile(file, "username,display_name\njdoe,Jane\n");
    await symlink(folder.file("elsewhere"), `${file}.import`);
    const { code, err } = await users(["import", file]);
    expect({ code, err }).toMatchObject({ code: 2 });
    expect(err).toContain("is a link");
  });

  it("is not trusted with credentials", async () => {
    const file = path.join(folder.folder, "profiles", "live.json");
    await writePrivate(file, { url: "https://api.example" });
    expect(await readPrivate(file)).toEqual({ url: "https://api.example" });
    await chmod(path.dirname(file), 0o777);
    await expect(readPrivate(file)).rejects.toThrow("Other users can replace the files");
  });
});

describe("a name that is not a regular file", () => {
  it.each(["folder", "pipe", "link"])("is not replaced: a %s", async (kind) => {
    const file = folder.file(`${kind}.ndjson`);
    if (kind === "folder") await mkdir(file);
    else if (kind === "pipe") execFileSync("mkfifo", [file]);
    else await symlink("/dev/null", file);
    const { code, err } = await users(["export", file]);
    expect(code).toBe(2);
    expect(err).toContain("is not a regular file");
    const report = await users(["import", await rowFile(), "--report", file]);
    expect(report.err).toContain("is not a regular file");
  });

  const rowFile = async () => {
    const file = folder.file("row.csv");
    await writeFile(file, "username,display_name\njdoe,Jane Doe\n");
    return file;
  };
});

it.each([
  ["csv", 'username,display_name\na,"', /not valid CSV/],
  ["ndjson", '{"username":"', /a line of more than/],
])("does not read a row without an end into memory: %s", async (extension, start, message) => {
  const file = folder.file(`endless.${extension}`);
  await writeFile(file, start + "a".repeat(2 ** 24 + 2 ** 17));
  const { code, err } = await users(["import", file]);
  expect(code).toBe(6);
  expect(err).toMatch(message);
});

it("generates types that contain no code of hostile templates", () => {
  const hostile = [
    '"]; process.exit()//',
    "*/ process.exit(); /*",
    "*\u200e/ process.exit(); /*",
    "`${process.exit()}`",
    "\\\u2028process.exit()",
    "__proto__",
    "template",
    "additional",
    "½ price",
    "a_b",
    "a-b",
  ];
  const templates = hostile.map((name): UserTemplate => ({
    id: name,
    name,
    properties: hostile.map((each) => ({
      type: "text",
      name: each,
      description: each,
      required: true,
    })),
  }));
  const types = templateTypes(templates);
  // What is left of types without types and comments is their imports, which are types, too.
  const code = stripTypeScriptTypes(types).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  expect(code.trim()).toBe("");
  expect(types).not.toMatch(/(?!\n)[\p{Cc}\u200e\u2028]/u);
  const names = [...types.matchAll(/^export (?:type|interface) (\S+?)\b/gm)].map(
    ([, name]) => name,
  );
  expect(names).toHaveLength(templates.length + 2);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain("AdditionalProperties");
});
