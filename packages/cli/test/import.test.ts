import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createUsersClient, type Fetch, type UsersClient } from "@knetik-users/core";
import { sandboxControls } from "@knetik-users/server/sandbox";
import { adminEnv, run, sandbox, startServer, temporaryFolder } from "./support.ts";

let api: Awaited<ReturnType<typeof startServer>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let client: UsersClient;
beforeAll(async () => {
  api = await startServer({ ...sandbox, sandbox: { users: 30 } });
  folder = await temporaryFolder();
  client = clientOf(api.url);
});
afterAll(async () => {
  await client.close();
  await api.server.close();
  await folder[Symbol.asyncDispose]();
});

const clientOf = (baseUrl: string) =>
  createUsersClient({
    baseUrl,
    auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
  });

type Options = Parameters<typeof run>[1];
const users = (args: ReadonlyArray<string>, options: Options = {}) =>
  run(["users", ...args], { env: adminEnv(api.url), ...options });
const importFile = (args: ReadonlyArray<string>, options: Options = {}) =>
  users(["import", ...args, "--yes"], options);
const summaryOf = async (args: ReadonlyArray<string>, options: Options = {}) => {
  const { code, json, err } = await importFile([...args, "--json"], options);
  const [summary] = json();
  if (summary === undefined) throw new Error(err);
  const { created, updated, unchanged, failed } = summary;
  return { code, created, updated, unchanged, failed };
};

let files = 0;
const write = async (extension: string, content: string | Buffer) => {
  const file = folder.file(`file${(files += 1)}.${extension}`);
  await writeFile(file, content);
  return file;
};
const csv = (...lines: ReadonlyArray<string>) => write("csv", lines.join("\n"));
const find = async (username: string) => {
  const page = await client.getUsers({ filter: { username } });
  return client.getUser(page.content.find((row) => row.username === username)!.id);
};
const password = "correct horse battery";

/** New users, one a line. */
const newUsers = (prefix: string, count: number) => [
  "username,email,password",
  ...Array.from(
    { length: count },
    (_, index) => `${prefix}${index},${prefix}${index}@example.com,${password}`,
  ),
];

/** Registrations that reached the server, and their answers. */
const watchRegistrations = () => {
  const sent: Array<{ readonly username: string; status: number | undefined }> = [];
  const fetchWatched: Fetch = async (url, init) => {
    if (init.method !== "POST" || !url.endsWith("/users")) return fetch(url, init);
    const { username } = JSON.parse(init.body ?? "") as { readonly username: string };
    const entry: (typeof sent)[number] = { username, status: undefined };
    sent.push(entry);
    const response = await fetch(url, init);
    entry.status = response.status;
    return response;
  };
  return { sent, fetch: fetchWatched };
};

describe("users import", () => {
  it("creates and updates users with typed fields and properties, and then changes nothing", async () => {
    const header =
      "username,E-Mail Address,Display Name,date_of_birth,tags,password,template,Points,Notes";
    const file = await csv(
      `${header},additional_properties.favoriteMaps:list`,
      `typed,typed@example.com,"Ty, ""the"" Ped",1990-05-01,vip;beta,${password},player,7,x,`,
      `jdoe,jdoe@sandbox.example,Jane D.,,,,,,,"{""type"":""list"",""values"":[]}"`,
    );
    const mapping = [
      ...["--map", "E-Mail Address=email", "--ignore", "Notes"],
      ...["--map", "Points=additional_properties.level:integer"],
    ];
    const before = (await client.getUser(2)).additionalProperties!;
    const first = await summaryOf([file, ...mapping]);
    expect(first).toEqual({ code: 0, created: 1, updated: 1, unchanged: 0, failed: 0 });
    expect(await find("typed")).toMatchObject({
      displayName: 'Ty, "the" Ped',
      dateOfBirth: new Date("1990-05-01"),
      tags: ["beta", "vip"],
      additionalProperties: { level: { type: "integer", value: 7 } },
    });
    // Properties that the row does not mention are kept.
    expect((await client.getUser(2)).additionalProperties).toEqual({
      ...before,
      favoriteMaps: { type: "list", values: [] },
    });
    await client.getOAuthToken({
      grantType: "password",
      clientId: "web",
      username: "typed",
      password,
    });

    const { sent, fetch } = watchRegistrations();
    const again = await summaryOf([file, ...mapping], { fetch });
    expect(again).toEqual({ code: 0, created: 0, updated: 0, unchanged: 2, failed: 0 });
    expect(sent).toEqual([]);
  });

  it("maps names of NDJSON, and reads what an export with --fields writes", async () => {
    const file = await write(
      "ndjson",
      `${JSON.stringify({ Login: "mapped", Mail: "mapped@example.com", password, Points: 7, Notes: [] })}\n`,
    );
    const mapping = [
      ...["--map", "Login=username", "--map", "Mail=email", "--ignore", "Notes"],
      ...["--map", "Points=additional_properties.level:integer"],
    ];
    expect(await summaryOf([file, ...mapping])).toMatchObject({ created: 1, failed: 0 });
    const { id, additionalProperties } = await find("mapped");
    expect(additionalProperties).toEqual({ level: { type: "integer", value: 7 } });

    const exported = folder.file("fields.ndjson");
    const fields = "id,username,additional_properties.level:integer";
    await users(["export", exported, "--filter", `ids=${id}`, "--fields", fields]);
    expect(await readFile(exported, "utf8")).toContain('"additional_properties.level:integer"');
    expect(await summaryOf([exported])).toMatchObject({ unchanged: 1, failed: 0 });
  });

  it("matches by e-mail address, and by id or user name", async () => {
    const { displayName } = await client.getUser(5);
    const byEmail = await csv("email,username", "JDOE@sandbox.example,jdoe2");
    expect(await summaryOf([byEmail, "--by", "email"])).toMatchObject({ updated: 1 });
    expect((await client.getUser(2)).username).toBe("jdoe2");
    const byId = await csv("id,username,display_name", "2,jdoe,", `,admin,The Admin`, "999999,,x");
    expect(await summaryOf([byId, "--by", "id"])).toMatchObject({ updated: 2, failed: 1 });
    expect(await client.getUser(2)).toMatchObject({ username: "jdoe" });
    expect(await client.getUser(1)).toMatchObject({ displayName: "The Admin" });
    expect((await client.getUser(5)).displayName).toBe(displayName);
    expect(await readFile(byId.replace(".csv", ".failed.csv"), "utf8")).toContain("no user 999999");
  });

  it("clears fields with a chosen text in CSV and with null in NDJSON", async () => {
    await client.updateUser(3, { description: "a", city: "b", tags: ["x"] });
    const { username } = await client.getUser(3);
    const file = await csv("username,description,city", `${username},NULL,`);
    await summaryOf([file, "--null-value", "NULL"]);
    let user = await client.getUser(3);
    expect([user.description, user.city]).toEqual([undefined, "b"]);
    const record = { username, city: null, tags: [], additional_properties: null };
    const lines = await write("ndjson", `\ufeff${JSON.stringify(record)}\n\n`);
    await summaryOf([lines]);
    user = await client.getUser(3);
    expect([user.city, user.tags ?? [], user.additionalProperties ?? {}]).toEqual([
      undefined,
      [],
      {},
    ]);
    expect(await summaryOf([lines])).toMatchObject({ unchanged: 1 });
  });

  it("reads what export wrote, for every field, into an API without those users", async () => {
    await using own = await disposableServer(2);
    for (const extension of ["csv", "ndjson", "csv.gz", "ndjson.gz"]) {
      const file = folder.file(`all.${extension}`);
      await users(["export", file, "--full", "--yes"]);
      const flags = ["--generate-passwords", "--yes", "--json"];
      const { code, json } = await run(["users", "import", file, ...flags], {
        env: adminEnv(own.url),
      });
      expect(code).toBe(0);
      const [summary] = json();
      const { created, updated, unchanged } = summary!;
      if (extension === "csv") expect(created).toBeGreaterThan(25);
      else
        expect({ created, updated, unchanged }).toEqual({
          created: 0,
          updated: 0,
          unchanged: summary!["rows"],
        });
    }
    const read = async (url: string) => {
      const { out } = await run(["users", "export", "-", "--full"], { env: adminEnv(url) });
      const rows = out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      return rows
        .map(({ id: _i, member_since: _m, last_updated: _u, last_activity: _a, ...rest }) => rest)
        .sort((one, other) => (String(one["username"]) < String(other["username"]) ? -1 : 1));
    };
    expect(await read(own.url)).toEqual(await read(api.url));
  });

  it("restores cells that were protected from spreadsheets", async () => {
    const { username } = await client.getUser(4);
    const file = await csv("username,mobile_number", `${username},'+49 170`);
    await summaryOf([file]);
    expect((await client.getUser(4)).mobileNumber).toBe("+49 170");
  });

  it("reads gzip, other delimiters, line breaks in cells, CRLF and a byte order mark", async () => {
    const content = `\ufeffusername;email;description;password\r\ncrlf;crlf@example.com;"a\r\nb";${password}\r\n`;
    const file = await write("csv.gz", gzipSync(content));
    expect(await summaryOf([file, "--delimiter", ";"])).toMatchObject({ created: 1 });
  });

  it("gives new users a random password on demand", async () => {
    const file = await csv("username,email", "random,random@example.com");
    expect(await summaryOf([file])).toMatchObject({ code: 8, failed: 1 });
    expect(await summaryOf([file, "--generate-passwords"])).toMatchObject({ created: 1 });
  });
});

const disposableServer = async (count: number) => {
  const own = await startServer({ ...sandbox, sandbox: { users: count } });
  return { url: own.url, [Symbol.asyncDispose]: () => own.server.close() };
};

const nothingSent = () => Promise.reject(new Error("sent"));

describe("a file with mistakes", () => {
  it("is rejected with the line and column of each, before anything is sent", async () => {
    const file = await csv(
      "username,email,date_of_birth,tags,additional_properties.level:integer",
      "good,good@example.com,1990-01-01,vip,1",
      ",missing@example.com,,,",
      '"two\nlines",nowhere,soon,,x',
      "short,short@example.com",
      `GOOD,other@example.com,,${"t".repeat(65)},`,
      "fresh,GOOD@example.com,,,",
    );
    const { code, err } = await importFile([file], { fetch: nothingSent });
    expect(code).toBe(6);
    expect(err.split("\n")).toEqual([
      "line 3, column 1 (username): is missing: rows are matched by username",
      "line 4, column 3 (date_of_birth): must be a date such as 2026-02-01 or 2026-02-01T12:00:00Z, or seconds since 1970",
      "line 4, column 5 (additional_properties.level:integer): must be a number",
      "line 6: has 2 columns instead of 5",
      expect.stringMatching(/^line 7, column 4 \(tags\): /) as string,
      "line 8, column 2 (email): is the same as in line 2",
      `error: ${file} has 6 problems in 6 rows.`,
      "Nothing was sent.",
      "",
    ]);
  });

  it("is described as JSON with --json", async () => {
    const file = await write(
      "ndjson",
      '{"username":"a","email":1}\n{"usrname":"b","username":"c"}\nx\n[]\n',
    );
    const { code, json } = await importFile([file, "--json"], { fetch: nothingSent });
    expect(code).toBe(6);
    expect(json()).toMatchObject([
      { line: 1, field: "email" },
      { line: 2, field: "usrname", message: "is not a field of a user" },
      { line: 3, message: "is not a JSON object" },
      { line: 4, message: "is not a JSON object" },
    ]);
  });

  it("never prints the value of a cell", async () => {
    const file = await csv("username,email,password", `a,${password},${password}`, `"`);
    const { out, err } = await importFile([file], { fetch: nothingSent });
    expect(out + err).not.toContain(password);
  });

  it("finds properties that do not match their type", async () => {
    const property = { type: "integer", value: "x" };
    const record = { username: "a", additional_properties: { level: property, other: 1 } };
    const file = await write("ndjson", JSON.stringify(record));
    const { json } = await importFile([file, "--json"], { fetch: nothingSent });
    expect(json()).toMatchObject([
      { field: "additional_properties.level", message: "is not a valid property of type integer" },
      { field: "additional_properties.other" },
    ]);
  });

  it("refuses names that set a prototype, or give a field twice", async () => {
    const file = await write(
      "ndjson",
      '{"username":"a","__proto__":{"email":"a@example.com"}}\n' +
        '{"username":"b","display_name":"B","displayName":"C"}\n',
    );
    const { code, json } = await importFile([file, "--json"], { fetch: nothingSent });
    expect(code).toBe(6);
    expect(json()).toEqual([
      { line: 1, field: "__proto__", message: "is not a field of a user" },
      { line: 2, field: "displayName", message: "is given twice", problem: { kind: "twice" } },
    ]);
  });

  it("explains a mapping of a name that no row has", async () => {
    const file = await write("ndjson", '{"username":"a","Mail":"a@example.com"}\n');
    const flags = [file, "--map", "Email=email", "--ignore", "Mail"];
    const { code, err } = await importFile(flags, { fetch: nothingSent });
    expect(code).toBe(2);
    expect(err).toContain('No row of the file has "Email".');
  });

  it.each([
    ["username,emial", '--map "emial=<field>" or --ignore "emial"'],
    ["username,Username", "--ignore"],
    ["username;email", '--delimiter ";"'],
    ["username,additional_properties.level", "level:<type>"],
  ])("explains a wrong header %j", async (header, hint) => {
    const { code, err } = await importFile([await csv(header, "a,b")], { fetch: nothingSent });
    expect(code).toBe(2);
    expect(err).toContain(hint);
  });

  it("explains a file that is not UTF-8, not CSV, cut off, or not there", async () => {
    const latin = await write("csv", Buffer.from("username\nJos\xe9", "latin1"));
    expect((await importFile([latin])).err).toContain("CSV UTF-8");
    const quote = await csv("username", 'a"b');
    expect(await importFile([quote])).toMatchObject({ code: 6 });
    const cut = await write("csv.gz", gzipSync("username\nada".repeat(1_000)).subarray(0, 40));
    expect((await importFile([cut])).err).toContain("not a complete gzip file");
    expect((await importFile([folder.file("none.csv")])).code).toBe(2);
    expect((await importFile(["-"])).code).toBe(2);
  });
});

describe("users import --dry-run", () => {
  it("shows what would be created, updated and in conflict, and changes nothing", async () => {
    const { username = "" } = await client.getUser(6);
    const { username: other = "", email = "" } = await client.getUser(7);
    const file = await csv(
      "username,email,display_name",
      "planned,planned@example.com,",
      `${username},,Changed`,
      `${other},${email},`,
      "thief,jdoe@sandbox.example,",
      "nomail,,",
    );
    const flags = [file, "--dry-run", "--generate-passwords"];
    const { code, out, err } = await users(["import", ...flags]);
    expect(code).toBe(8);
    expect(out.split("\n").map((line) => line.trim().split(/ {2,}/))).toEqual([
      ["LINE", "ACTION", "USER", "CHANGES"],
      ["2", "create", "planned"],
      ["3", "update", username, "display_name"],
      ["5", "conflict", "thief", "The email belongs to user 2."],
      ["6", "conflict", "nomail", "A new user is needed, but email is missing."],
      [""],
    ]);
    expect(err).toContain(
      "1 to create, 1 to update, 1 unchanged, 2 conflicts. Nothing was changed.",
    );
    expect((await users(["get", "planned"])).code).toBe(4);
    expect((await client.getUser(6)).displayName).not.toBe("Changed");
    expect((await users(["import", ...flags, "--json"])).json()).toHaveLength(5);
  });
});

describe("failed rows", () => {
  it("are written to a file that can be repaired and imported, until none is left", async () => {
    const file = await csv(
      ...newUsers("repair", 3),
      `taken,jdoe@sandbox.example,${password}`,
      "weak,weak@example.com,short",
    );
    expect(await summaryOf([file])).toMatchObject({ code: 8, created: 3, failed: 2 });
    const failed = file.replace(".csv", ".failed.csv");
    const text = await readFile(failed, "utf8");
    expect(text.split("\n")).toEqual([
      "username,email,password,import_error",
      expect.stringMatching(/^taken,jdoe@sandbox\.example,.*email/) as string,
      expect.stringMatching(/^weak,weak@example\.com,short,.*password/) as string,
      "",
    ]);
    await writeFile(failed, text.replace("jdoe@sandbox", "free@sandbox"));
    expect(await summaryOf([failed])).toMatchObject({ created: 1, failed: 1 });
    const twice = failed.replace(".csv", ".failed.csv");
    expect((await readFile(twice, "utf8")).split("\n")[0]).toBe(
      "username,email,password,import_error",
    );
    await writeFile(twice, (await readFile(twice, "utf8")).replace(",short,", `,${password},`));
    expect(await summaryOf([twice])).toEqual({
      code: 0,
      created: 1,
      updated: 0,
      unchanged: 0,
      failed: 0,
    });
  });

  it("stop the import if there are too many, which can be continued", async () => {
    const rows = Array.from(
      { length: 30 },
      (_, index) => `weak${index},weak${index}@example.com,short`,
    );
    const file = await csv("username,email,password", ...rows);
    const stopped = await importFile([file, "--max-failures", "5", "--concurrency", "1"]);
    expect(stopped.code).toBe(8);
    expect(stopped.out).toContain("remaining  25");
    expect(stopped.err).toContain("higher --max-failures");
    expect(await summaryOf([file])).toMatchObject({ failed: 30 });
    expect(existsSync(`${file}.import`)).toBe(false);
  });
});

describe("an API that fails", () => {
  it("gets each registration once, although connections end without an answer", async () => {
    const { faults } = sandboxControls(api.url);
    await faults.sometimes("registerUser", 0.2, { reset: "after" });
    await faults.sometimes("registerUser", 0.1, { reset: "before" });
    await faults.sometimes("registerUser", 0.1, { notJson: true });
    const file = await csv(...newUsers("reset", 60));
    const { sent, fetch } = watchRegistrations();
    const result = await summaryOf([file], { fetch });
    await faults.clear();
    expect(result).toEqual({ code: 0, created: 60, updated: 0, unchanged: 0, failed: 0 });
    expect(sent.length).toBeGreaterThan(60);
    // A registration that succeeded is never sent again: there would be a 409.
    expect(sent.filter(({ status }) => status === 409)).toEqual([]);
    const { totalElements } = await client.getUsers({ filter: { username: "reset" } });
    expect(totalElements).toBe(60);
  });

  it("is waited for if it limits the rate or is unavailable", async () => {
    const { faults } = sandboxControls(api.url);
    await faults.sometimes("*", 0.1, { status: 429, retryAfter: 0 });
    await faults.sometimes("*", 0.1, { status: 503 });
    const file = await csv(...newUsers("limited", 60));
    const result = await summaryOf([file]);
    await faults.clear();
    expect(result).toEqual({ code: 0, created: 60, updated: 0, unchanged: 0, failed: 0 });
  });

  it("ends the import if the account is not allowed to, and it can be continued", async () => {
    const { faults } = sandboxControls(api.url);
    const file = await csv(...newUsers("denied", 20));
    await faults.always("registerUser", { status: 403 });
    const denied = await importFile([file]);
    await faults.clear();
    expect(denied.code).toBe(3);
    expect(denied.out).toContain("remaining  20");
    expect(denied.err).toContain("Repeat the command to continue.");
    expect(await summaryOf([file])).toMatchObject({ code: 0, created: 20 });
  });
});

describe("an interrupted import", () => {
  it("finishes the rows in work, and continues with the others", async () => {
    const file = await csv(...newUsers("stopped", 60));
    const stop = new AbortController();
    const { sent, fetch: watch } = watchRegistrations();
    const fetch: Fetch = (url, init) => {
      if (sent.length === 20) stop.abort();
      return watch(url, init);
    };
    const { code, out } = await importFile([file], { fetch, signal: stop.signal });
    expect(code).toBe(130);
    expect(out).toMatch(/remaining {2}\d+/);
    const { code: second, err } = await importFile([file, "--report", folder.file("report.json")], {
      fetch: watch,
    });
    expect(second).toBe(0);
    expect(err).toMatch(/Resuming after \d+ rows/);
    expect(sent.map(({ username }) => username).sort()).toEqual(
      Array.from({ length: 60 }, (_, index) => `stopped${index}`).sort(),
    );
    const report = JSON.parse(await readFile(folder.file("report.json"), "utf8")) as unknown;
    expect(report).toMatchObject({ rows: 60, created: 60, remaining: 0 });
  });

  it("is not continued with a file that was changed", async () => {
    const file = await csv(...newUsers("edited", 40));
    const stop = new AbortController();
    const { sent, fetch: watch } = watchRegistrations();
    const fetch: Fetch = (url, init) => {
      if (sent.length === 5) stop.abort();
      return watch(url, init);
    };
    await importFile([file], { fetch, signal: stop.signal });
    await writeFile(file, newUsers("edited", 41).join("\n"));
    const { code, err } = await importFile([file]);
    expect(code).toBe(5);
    expect(err).toContain("--restart");
    expect(await summaryOf([file, "--restart"])).toMatchObject({ code: 0 });
  });
});
