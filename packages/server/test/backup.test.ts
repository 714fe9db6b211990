import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { restoreBackup } from "../src/database/backup/restoreBackup.ts";
import { writeBackup } from "../src/database/backup/writeBackup.ts";
import { type Database, openDatabase } from "../src/database/database.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { createServer } from "../src/index.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { readContents } from "../src/sandbox/state/databaseContents.ts";
import { callerOf, start } from "./support.ts";
import { freshDurable, type TestDatabase } from "./engines/databases.ts";

let folder: string;
const fresh: Array<TestDatabase> = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "knetik-users-backup-"));
});
afterAll(async () => {
  for (const { drop } of fresh) await drop();
  await rm(folder, { recursive: true });
});

const newDatabase = async () => {
  const database = await freshDurable();
  fresh.push(database);
  return database.database;
};
const withDatabase = async <A>(
  database: TestDatabase["database"],
  act: (opened: Database) => Promise<A>,
): Promise<A> => {
  const opened = await openDatabase(databaseKind(databaseOf({ database })));
  try {
    return await act(opened);
  } finally {
    await opened.close();
  }
};

/** All rows that a backup has, in a fixed order. */
const contentsOf = async ({ queries }: Database) => {
  const { outbox: _, ...contents } = await readContents(queries);
  return Object.fromEntries(
    Object.entries(contents).map(([table, rows]) => [
      table,
      rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort(),
    ]),
  );
};

/** Makes a sandbox with an access token and a password reset. */
const fillDatabase = async (users: number) => {
  const database = await newDatabase();
  await using server = await createServer({ database, sandbox: { users } });
  const grant = (form: Record<string, string>) =>
    server.fetch(
      new Request("http://test/oauth/token", { method: "POST", body: new URLSearchParams(form) }),
    );
  await grant({
    grant_type: "password",
    client_id: "web",
    username: "jdoe",
    password: "sandbox-jdoe",
  });
  await server.fetch(new Request("http://test/users/2/password-reset", { method: "POST" }));
  return database;
};

describe("a backup", () => {
  it("contains every row, except messages, and restores the same data", async () => {
    const database = await fillDatabase(1_200);
    const file = join(folder, "whole.gz");
    const before = await withDatabase(database, contentsOf);
    const written = await withDatabase(database, (opened) =>
      writeBackup(opened, file, 1_770_000_000),
    );
    expect(written).toMatchObject({ users: 1_200, access_tokens: 1, password_resets: 1 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["whole.gz"]);

    const copy = await newDatabase();
    expect(await withDatabase(copy, (opened) => restoreBackup(opened, file))).toEqual(written);
    expect(await withDatabase(copy, contentsOf)).toEqual(before);
    // The next user gets the next id.
    await using server = await createServer({ database: copy, sandbox: true });
    const registered = await server.fetch(
      new Request("http://test/users", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          username: "late",
          email: "late@example.org",
          password: "a-password",
        }),
      }),
    );
    expect(await registered.json()).toMatchObject({ id: 1_201 });
    const all = await server.fetch(new Request("http://test/users?size=1"));
    expect(await all.json()).toMatchObject({ total_elements: 1_201 });
  });

  it("does not reuse the id of a deleted user", async () => {
    await using fixture = await start();
    const id = await fixture.register("leaving");
    const path = `/_admin/users/${id}`;
    expect((await fixture.call("DELETE", path, { token: fixture.admin })).status).toBe(204);
    const file = join(folder, "deleted.gz");
    await writeBackup(fixture.database, file, 0);
    const copy = await newDatabase();
    const again = join(folder, "deleted-again.gz");
    await withDatabase(copy, async (opened) => {
      await restoreBackup(opened, file);
      await writeBackup(opened, again, 0);
    });
    const second = await newDatabase();
    await withDatabase(second, (opened) => restoreBackup(opened, again));
    for (const database of [copy, second]) {
      await using server = await createServer({ database, sandbox: true });
      const registered = await callerOf(server)("POST", "/users", {
        json: { username: "next", email: "next@example.org", password: "a-password" },
      });
      expect(registered.body.id).toBe(id + 1);
    }
  });

  it("from before the last ids were stored is restored, too", async () => {
    const database = await fillDatabase(20);
    const file = join(folder, "older.gz");
    const written = await withDatabase(database, (opened) => writeBackup(opened, file, 0));
    const [first = "", ...others] = gunzipSync(await readFile(file))
      .toString()
      .split("\n");
    const { lastIds, ...header } = JSON.parse(first) as { readonly lastIds: object };
    expect(lastIds).toMatchObject({ users: 20 });
    await writeFile(file, gzipSync([JSON.stringify(header), ...others].join("\n")));
    const copy = await newDatabase();
    expect(await withDatabase(copy, (opened) => restoreBackup(opened, file))).toEqual(written);
    await using server = await createServer({ database: copy, sandbox: true });
    const registered = await callerOf(server)("POST", "/users", {
      json: { username: "next", email: "next@example.org", password: "a-password" },
    });
    expect(registered.body.id).toBe(21);
  });

  it("contains no secret that is valid", async () => {
    await using fixture = await start();
    const { database } = fixture;
    const signedIn = await fixture.grant({
      grant_type: "password",
      client_id: "web",
      username: "jdoe",
      password: "sandbox-jdoe",
    });
    await fixture.call("POST", "/users/2/password-reset");
    // Without a mail server, the message with the secret waits until it expires.
    const [message] = await database.queries.selectFrom("outbox").select("body").execute();
    const [, secret = ""] = /Secret: ([\w-]{43})/.exec(message!.body) ?? [];
    const { access_token: access, refresh_token: refresh } = signedIn.body;
    const file = join(folder, "secrets.gz");
    await writeBackup(database, file, 0);
    const text = gunzipSync(await readFile(file)).toString();
    for (const valid of [
      secret,
      access,
      refresh,
      fixture.admin,
      "sandbox-secret",
      "sandbox-jdoe",
    ]) {
      expect(valid.length).toBeGreaterThan(10);
      expect(text).not.toContain(valid);
    }
    // It was valid indeed.
    const json = { secret, password: "a-new-password" };
    expect((await fixture.call("PUT", "/users/2/password-reset", { json })).status).toBe(204);
  });

  it("can move from one kind of database to the other", async () => {
    const file = join(folder, "moving.gz");
    const database = await fillDatabase(20);
    await withDatabase(database, (opened) => writeBackup(opened, file, 0));
    const other =
      inject("engine") === "postgres"
        ? { file: join(folder, "moved.sqlite") }
        : ("memory" as const);
    await withDatabase(other, async (opened) => {
      await restoreBackup(opened, file);
      expect(await contentsOf(opened)).toEqual(await withDatabase(database, contentsOf));
    });
  });

  it("overwrites neither an existing file nor a database with data", async () => {
    const database = await fillDatabase(20);
    const file = join(folder, "kept.gz");
    await writeFile(file, "kept");
    await expect(withDatabase(database, (opened) => writeBackup(opened, file, 0))).rejects.toThrow(
      "EEXIST",
    );
    expect(await readFile(file, "utf8")).toBe("kept");
    const backup = join(folder, "other.gz");
    await withDatabase(database, (opened) => writeBackup(opened, backup, 0));
    await expect(withDatabase(database, (opened) => restoreBackup(opened, backup))).rejects.toThrow(
      "not empty",
    );
  });

  it("is rejected if it is incomplete or not a backup, and leaves no data", async () => {
    const database = await fillDatabase(20);
    const file = join(folder, "good.gz");
    await withDatabase(database, (opened) => writeBackup(opened, file, 0));
    const bytes = await readFile(file);
    const lines = gunzipSync(bytes).toString().trimEnd().split("\n");
    const compressed = (some: ReadonlyArray<string>) => gzipSync(`${some.join("\n")}\n`);
    const bad: Record<string, [content: Uint8Array, message: string]> = {
      text: [Buffer.from("no backup"), "is not a backup or is incomplete"],
      cut: [bytes.subarray(0, bytes.length - 40), "is incomplete"],
      "other lines": [compressed(["{}", "{}"]), "not a backup of this server"],
      "no end": [compressed(lines.slice(0, -1)), "does not have the rows"],
      "a row less at the end": [
        compressed([...lines.slice(0, -2), lines.at(-1)!]),
        "does not have the rows",
      ],
      "a row less": [compressed([...lines.slice(0, 5), ...lines.slice(6)]), "is corrupt"],
      "another version": [
        compressed([lines[0]!.replace("0003_security", "0099_future"), ...lines.slice(1)]),
        "another version",
      ],
      "a row of no table": [
        compressed([lines[0]!, '{"table":"kysely_migration","row":{}}', ...lines.slice(1)]),
        "does not have the rows",
      ],
    };
    const target = await newDatabase();
    for (const [name, [content, message]] of Object.entries(bad)) {
      const badFile = join(folder, `${name}.gz`);
      await writeFile(badFile, content);
      await expect(
        withDatabase(target, (opened) => restoreBackup(opened, badFile)),
      ).rejects.toThrow(message);
    }
    const missing = join(folder, "missing.gz");
    await expect(withDatabase(target, (opened) => restoreBackup(opened, missing))).rejects.toThrow(
      "does not exist",
    );
    const { users, oauth_clients } = await withDatabase(target, ({ queries }) =>
      readContents(queries),
    );
    expect([users, oauth_clients]).toEqual([[], []]);
  });
});
