import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readBackup } from "../src/database/backup/readBackup.ts";
import { writeBackup } from "../src/database/backup/writeBackup.ts";
import { type Database, openDatabase } from "../src/database/database.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { createServer } from "../src/index.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { readContents } from "../src/sandbox/state/databaseContents.ts";
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

const another = async () => {
  const database = await freshDurable();
  fresh.push(database);
  return database.database;
};
const use = async <A>(
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

/** All rows, in a fixed order. */
const contentsOf = async ({ queries }: Database) => {
  const contents = await readContents(queries);
  return Object.fromEntries(
    Object.entries(contents).map(([table, rows]) => [
      table,
      rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort(),
    ]),
  );
};

/** A database with rows in every table, more than one page of them. */
const filled = async () => {
  const database = await another();
  await using server = await createServer({ database, sandbox: { users: 1_200 } });
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
  it("contains every row and restores the same data", async () => {
    const database = await filled();
    const file = join(folder, "whole.gz");
    const before = await use(database, contentsOf);
    const written = await use(database, (opened) => writeBackup(opened, file, 1_770_000_000));
    expect(written).toMatchObject({ users: 1_200, access_tokens: 1, password_resets: 1 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["whole.gz"]);

    const copy = await another();
    expect(await use(copy, (opened) => readBackup(opened, file))).toEqual(written);
    expect(await use(copy, contentsOf)).toEqual(before);
    // Sessions continue after the restore, and new users get new ids.
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

  it("can move from one kind of database to the other", async () => {
    const file = join(folder, "moving.gz");
    const database = await filled();
    await use(database, (opened) => writeBackup(opened, file, 0));
    const other =
      inject("engine") === "postgres"
        ? { file: join(folder, "moved.sqlite") }
        : ("memory" as const);
    await use(other, async (opened) => {
      await readBackup(opened, file);
      expect(await contentsOf(opened)).toEqual(await use(database, contentsOf));
    });
  });

  it("replaces neither a file nor a database that is in use", async () => {
    const database = await filled();
    const file = join(folder, "kept.gz");
    await writeFile(file, "kept");
    await expect(use(database, (opened) => writeBackup(opened, file, 0))).rejects.toThrow("EEXIST");
    expect(await readFile(file, "utf8")).toBe("kept");
    const backup = join(folder, "other.gz");
    await use(database, (opened) => writeBackup(opened, backup, 0));
    await expect(use(database, (opened) => readBackup(opened, backup))).rejects.toThrow(
      "not empty",
    );
  });

  it("is rejected if it is incomplete or not a backup, and leaves no data", async () => {
    const database = await filled();
    const file = join(folder, "good.gz");
    await use(database, (opened) => writeBackup(opened, file, 0));
    const bytes = await readFile(file);
    const lines = gunzipSync(bytes).toString().trimEnd().split("\n");
    const compressed = (some: ReadonlyArray<string>) => gzipSync(`${some.join("\n")}\n`);
    const bad: Record<string, [content: Uint8Array, message: string]> = {
      text: [Buffer.from("no backup"), "is not a backup or is incomplete"],
      cut: [bytes.subarray(0, bytes.length - 40), "is incomplete"],
      "other lines": [compressed(["{}", "{}"]), "not a backup of this server"],
      "no end": [compressed(lines.slice(0, -1)), "rows are missing"],
      "a row less at the end": [compressed([...lines.slice(0, -2), lines.at(-1)!]), "are missing"],
      "a row less": [compressed([...lines.slice(0, 5), ...lines.slice(6)]), "is damaged"],
      "another version": [
        compressed([lines[0]!.replace("0003_security", "0099_future"), ...lines.slice(1)]),
        "another version",
      ],
      "a row of no table": [
        compressed([lines[0]!, '{"table":"kysely_migration","row":{}}', ...lines.slice(1)]),
        "rows are missing",
      ],
    };
    const target = await another();
    for (const [name, [content, message]] of Object.entries(bad)) {
      const badFile = join(folder, `${name}.gz`);
      await writeFile(badFile, content);
      await expect(use(target, (opened) => readBackup(opened, badFile))).rejects.toThrow(message);
    }
    const missing = join(folder, "missing.gz");
    await expect(use(target, (opened) => readBackup(opened, missing))).rejects.toThrow(
      "does not exist",
    );
    const { users, oauth_clients } = await use(target, ({ queries }) => readContents(queries));
    expect([users, oauth_clients]).toEqual([[], []]);
  });
});
