import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createUsersClient, type Fetch, type UsersClient } from "@knetik-users/core";
import { sandboxControls } from "@knetik-users/server/sandbox";
import { adminEnv, run, sandbox, startServer, temporaryFolder } from "./support.ts";

let api: Awaited<ReturnType<typeof startServer>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let client: UsersClient;
const total = 1_000;
beforeAll(async () => {
  api = await startServer({ ...sandbox, sandbox: { users: total } });
  folder = await temporaryFolder();
  client = createUsersClient({
    baseUrl: api.url,
    auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
  });
});
afterAll(async () => {
  await client.close();
  await api.server.close();
  await folder[Symbol.asyncDispose]();
});

type Options = Parameters<typeof run>[1];
const exportUsers = (args: ReadonlyArray<string>, options: Options = {}) =>
  run(["users", "export", ...args], { env: adminEnv(api.url), ...options });

const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly id: number; readonly username?: string });
const readRows = async (file: string) => rowsOf(await readFile(file, "utf8"));
const range = (length: number) => Array.from({ length }, (_, index) => index + 1);

/** Counts requests by route; `before` runs before each search. */
const watched = (before: (search: number) => Promise<void> | void = () => undefined) => {
  const seen = { searches: 0, inFlight: 0, most: 0 };
  const fetchWatched: Fetch = async (url, init) => {
    if (url.includes("/users?")) await before((seen.searches += 1));
    seen.inFlight += 1;
    seen.most = Math.max(seen.most, seen.inFlight);
    try {
      return await fetch(url, init);
    } finally {
      seen.inFlight -= 1;
    }
  };
  return { seen, fetch: fetchWatched };
};

describe("users export", () => {
  it("writes every user once, in the order of ids", async () => {
    const file = folder.file("all.ndjson");
    const { code, err } = await exportUsers([file]);
    expect({ code, err }).toEqual({ code: 0, err: `Exported 1,000 users to ${file}.\n` });
    const rows = await readRows(file);
    expect(rows.map(({ id }) => id)).toEqual(range(total));
    expect(rows[1]).toMatchObject({ username: "jdoe", member_since: 1_741_996_800 });
    expect(existsSync(`${file}.part`) || existsSync(`${file}.checkpoint`)).toBe(false);
  });

  it("compresses, and writes CSV with chosen fields and properties", async () => {
    const file = folder.file("some.csv.gz");
    const fields = "id,display_name,member_since,tags,additional_properties.gamePieceColor:text";
    await exportUsers([file, "--fields", fields]);
    const records = parse(gunzipSync(await readFile(file)), { columns: true });
    expect(records).toHaveLength(total);
    expect(records[1]).toEqual({
      id: "2",
      display_name: "Jane Doe",
      member_since: "2025-03-15T00:00:00Z",
      tags: "",
      "additional_properties.gamePieceColor:text": "green",
    });
  });

  it("writes to standard output", async () => {
    const { out } = await exportUsers(["-", "--filter", "tag=vip", "--quiet"]);
    const expected = await client.getUsers({ filter: { tag: "vip" }, size: 1_000 });
    expect(rowsOf(out)).toHaveLength(expected.content.length);
  });

  it("protects cells that a spreadsheet would run", async () => {
    const displayName = '=HYPERLINK("https://evil.example")';
    const before = (await client.getUser(7)).displayName!;
    await client.updateUser(7, { displayName });
    const search = ["--filter", "ids=7", "--fields", "display_name", "--quiet", "--format", "csv"];
    expect((await exportUsers(["-", ...search])).out).toContain(`"'=HYPERLINK(`);
    expect((await exportUsers(["-", ...search, "--raw-cells"])).out).toContain(`"=HYPERLINK(`);
    await client.updateUser(7, { displayName: before });
  });

  it("sends no more requests at a time than asked for", async () => {
    for (const flags of [[], ["--full"], ["--method", "pages"]]) {
      const { seen, fetch } = watched();
      const file = folder.file(`bounded${flags.join("")}.ndjson`);
      const more = ["--concurrency", "3", "--batch", "50"];
      expect((await exportUsers([file, ...flags, ...more], { fetch })).code).toBe(0);
      expect(await readRows(file)).toHaveLength(total);
      expect(seen.most).toBe(3);
    }
  });

  it("asks before it replaces a file", async () => {
    const file = folder.file("existing.ndjson");
    await writeFile(file, "precious");
    const denied = await exportUsers([file]);
    expect(denied.code).toBe(2);
    expect(await readFile(file, "utf8")).toBe("precious");
    expect((await exportUsers([file, "--yes"])).code).toBe(0);
    expect(await readRows(file)).toHaveLength(total);
  });

  it("warns if the account does not see private fields", async () => {
    const file = folder.file("public.ndjson");
    const { err } = await exportUsers([file], {
      env: { KNETIK_USERS_URL: api.url, KNETIK_USERS_CONFIG: folder.file("none") },
    });
    expect(err).toContain("warning: This account does not see private fields");
    expect((await readRows(file))[0]).not.toHaveProperty("username");
  });

  it.each([["users.xml"], ["-", "--method", "ids", "--order", "username"]])(
    "explains what is wrong with %j",
    async (...args) => {
      expect((await exportUsers(args)).code).toBe(2);
    },
  );
});

describe("users export while users change", () => {
  const isolated = async () => {
    const own = await startServer({ ...sandbox, sandbox: { users: 400 } });
    const admin = createUsersClient({
      baseUrl: own.url,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
    });
    return {
      admin,
      url: own.url,
      [Symbol.asyncDispose]: async () => {
        await admin.close();
        await own.server.close();
      },
    };
  };

  it("has every user who matches all the time, although others stop and start to match", async () => {
    await using own = await isolated();
    for (const id of range(400)) await own.admin.addUserTag(id, "stays");
    // Before each request, three users stop to match and three others start to: the total stays as it
    // is while rows move to other pages.
    const leaving = range(400).filter((id) => id % 2 === 0);
    const { fetch } = watched(async (search) => {
      if (search <= 2) return;
      for (const id of leaving.splice(0, 3)) {
        await own.admin.removeUserTag(id, "stays");
        await own.admin.registerUser({
          username: `late${id}`,
          email: `late${id}@example.com`,
          password: "correct horse battery",
          tags: ["stays"],
        });
      }
    });
    const file = folder.file("changing.ndjson");
    const flags = ["--filter", "tag=stays", "--batch", "20", "--concurrency", "2"];
    await exportUsers([file, ...flags], { fetch, env: adminEnv(own.url) });
    const ids = (await readRows(file)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const odd = range(400).filter((id) => id % 2 === 1);
    expect(ids).toEqual(expect.arrayContaining(odd));
    expect(Math.max(...ids)).toBeLessThanOrEqual(400);
  });

  it("reads shifted pages again if it searches by pages", async () => {
    await using own = await isolated();
    for (const id of range(60)) await own.admin.addUserTag(id, "few");
    const { fetch } = watched(async (search) => {
      if (search === 4) for (const id of range(10)) await own.admin.removeUserTag(id, "few");
    });
    const file = folder.file("shifted.ndjson");
    const flags = ["--filter", "tag=few", "--batch", "10", "--concurrency", "1"];
    await exportUsers([file, ...flags], { fetch, env: adminEnv(own.url) });
    const ids = (await readRows(file)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(range(60).slice(10)));
  });
});

describe("an interrupted export", () => {
  const interrupted = async (args: ReadonlyArray<string>, searches: number) => {
    const stop = new AbortController();
    const { fetch } = watched((search) => {
      if (search === searches) stop.abort();
    });
    return exportUsers(args, { fetch, signal: stop.signal });
  };

  it.each([
    ["ndjson", []],
    ["csv", []],
    ["csv.gz", ["--full"]],
    ["ndjson", ["--method", "pages"]],
  ])("continues to the same %s with %j", async (extension, flags) => {
    const name = `${extension}${flags.join("")}`.replaceAll(".", "");
    const whole = folder.file(`whole-${name}.${extension}`);
    const parts = folder.file(`parts-${name}.${extension}`);
    const all = ["--batch", "50", "--concurrency", "2", ...flags];
    await exportUsers([whole, ...all]);
    for (const searches of [8, 9]) {
      const { code, err } = await interrupted([parts, ...all], searches);
      expect(code).toBe(130);
      expect(err).toContain("Repeat the command to continue");
      expect(existsSync(parts)).toBe(false);
    }
    const { seen, fetch } = watched();
    const { code, err } = await exportUsers([parts, ...all], { fetch });
    expect(code).toBe(0);
    expect(err).toMatch(/Resuming after [1-9]\d* users/);
    if (!flags.includes("pages")) expect(seen.searches).toBeLessThan(total / 50);
    const read = async (file: string) => {
      const data = await readFile(file);
      return file.endsWith(".gz") ? gunzipSync(data).toString() : data.toString();
    };
    expect(await read(parts)).toBe(await read(whole));
  });

  it("discards what was written after its last checkpoint", async () => {
    const file = folder.file("torn.ndjson");
    await interrupted([file, "--batch", "50", "--concurrency", "2"], 8);
    await writeFile(`${file}.part`, '{"id":999,"half', { flag: "a" });
    expect((await exportUsers([file, "--batch", "50", "--concurrency", "2"])).code).toBe(0);
    expect((await readRows(file)).map(({ id }) => id)).toEqual(range(total));
  });

  it("is not continued by another export, unless it is started again", async () => {
    const file = folder.file("other.ndjson");
    await interrupted([file, "--batch", "50", "--concurrency", "2"], 8);
    const { code, err } = await exportUsers([file, "--filter", "tag=vip"]);
    expect(code).toBe(5);
    expect(err).toContain("--restart");
    expect((await exportUsers([file, "--filter", "tag=vip", "--restart"])).code).toBe(0);
  });

  it("is not written by two processes at a time", async () => {
    const file = folder.file("locked.ndjson");
    // Process 1 always runs.
    await writeFile(`${file}.lock`, "1 someone");
    const { code, err } = await exportUsers([file]);
    expect(code).toBe(5);
    expect(err).toContain("Another process (1)");
    await writeFile(`${file}.lock`, "999999999 someone who has ended");
    expect((await exportUsers([file])).code).toBe(0);
  });
});

it("waits for an API that is unavailable, and loses nothing", async () => {
  const { faults } = sandboxControls(api.url);
  await faults.next("getUsers", { status: 503 }, 5);
  const file = folder.file("outage.ndjson");
  const { code, err } = await exportUsers([file, "--batch", "500", "--concurrency", "1"]);
  expect({ code, err }).toMatchObject({ code: 0 });
  expect(err).toContain("Waiting 1 s.");
  expect((await readRows(file)).map(({ id }) => id)).toEqual(range(total));
});

it("ends with 7 if the API stays unavailable, and can be continued", async () => {
  const { faults } = sandboxControls(api.url);
  await faults.always("getUsers", { status: 503 });
  const file = folder.file("down.ndjson");
  const { code } = await exportUsers([file, "--patience", "0"]);
  await faults.clear();
  expect(code).toBe(7);
  expect((await exportUsers([file])).code).toBe(0);
});
