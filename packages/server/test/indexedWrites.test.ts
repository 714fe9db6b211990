import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SearchIndex } from "../src/api/users/search-index/searchIndex.ts";
import { filtersOf, type SearchColumn } from "../src/api/users/userFilters.ts";
import { restoreBackup } from "../src/database/backup/restoreBackup.ts";
import { writeBackup } from "../src/database/backup/writeBackup.ts";
import { type Database, openDatabase } from "../src/database/database.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { sqlite } from "../src/database/sqlite.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { freshDurable, type TestDatabase } from "./engines/databases.ts";
import { expectExact } from "./indexedSearch.ts";
import { runCommand } from "./runCommand.ts";
import { type Fixture, start } from "./support.ts";

let fresh: TestDatabase;
let folder: string;
/** Another connection than that of the writer, as in another process. */
let database: Database;
let index: SearchIndex;
const open = (at: TestDatabase) => openDatabase(databaseKind(databaseOf(at)));
beforeEach(async () => {
  fresh = await freshDurable();
  folder = await mkdtemp(join(tmpdir(), "knetik-users-writes-"));
  database = await open(fresh);
  index = new SearchIndex(database);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await database.close();
  await fresh.drop();
  await rm(folder, { recursive: true });
});

const columns: ReadonlyArray<SearchColumn> = [
  "id",
  "username_key",
  "email_key",
  "display_name_key",
  "fullname_key",
  "member_since",
  "last_updated",
  "last_activity",
];
// None of them depends on the database.
const filters = [
  { tag: "vip" },
  { role: "TEMPLATE_ADMIN" },
  { group: "founders" },
  { search: "a" },
  { displayName: "Ada" },
  { email: "a" },
  { lastActivity: { gt: new Date(0) } },
].flatMap((filter) => filtersOf(sqlite(":memory:"), filter));

const expectAllExact = async () => {
  for (const column of columns) await expectExact(index, database, { chosen: [], column });
  for (const filter of filters) {
    await expectExact(index, database, { chosen: [filter], column: "username_key" });
  }
};

/** Checks that the write changes a search, and that the index finds the same as the database. */
const afterWrite = async (write: () => Promise<unknown>) => {
  const before = await database.kind.changes.since(database.queries, undefined);
  await write();
  const { userIds } = await database.kind.changes.since(database.queries, before.version);
  expect(userIds).not.toEqual([]);
  await expectAllExact();
};

describe("the index of one process sees the writes of another", () => {
  let writer: Fixture;
  beforeEach(async () => {
    writer = await start({ database: fresh.database, sandbox: { users: 12, seed: 3 } });
    await expectAllExact();
  });
  afterEach(() => writer.server.close());

  const admin = (method: string, path: string, json?: unknown) =>
    writer.call(method, path, { token: writer.admin, json });
  const sandbox = (path: string, json: unknown = {}) =>
    writer.call("POST", `/_sandbox${path}`, { json });

  it("through the API", async () => {
    let id = 0;
    await afterWrite(async () => {
      id = await writer.register("ada", { tags: ["vip"] }, writer.admin);
    });
    await afterWrite(() => admin("PUT", `/users/${id}`, { display_name: "Ada" }));
    await afterWrite(() => admin("PUT", `/users/${id}`, { email: "b@example.org" }));
    await afterWrite(() => admin("POST", `/users/${id}/tags`, { value: "new" }));
    await afterWrite(() => admin("DELETE", `/users/${id}/tags/vip`));
    await afterWrite(async () => {
      const token = await writer.signIn("ada", "a-password");
      await writer.call("GET", "/users/me", { token });
    });
    await afterWrite(() => admin("POST", `/_admin/users/${id}/anonymize`));
    await afterWrite(() => admin("DELETE", `/_admin/users/${id}`));
  });

  it("in resets, snapshots and other sample data", async () => {
    const { body } = await sandbox("/snapshot", { name: "before" });
    await afterWrite(() => writer.register("ada"));
    await afterWrite(() => sandbox("/restore", { id: body.id }));
    await afterWrite(() => sandbox("/seed", { users: 20, seed: 4 }));
    await afterWrite(() => sandbox("/reset"));
  });
});

it("the index of a server sees the writes of commands", async () => {
  const target = fresh.database;
  if (typeof target === "object" && "url" in target) vi.stubEnv("DATABASE_URL", target.url);
  const run = async (...flags: ReadonlyArray<string>) => {
    const data = typeof target === "object" && "file" in target ? ["--data", target.file] : [];
    const { failed, errors } = await runCommand(...flags, ...data);
    if (failed) throw new Error(errors);
  };
  const command = (...flags: ReadonlyArray<string>) => afterWrite(() => run(...flags));
  const lines = join(folder, "users.jsonl");
  const user = { username: "ada", email: "ada@example.org", display_name: "Ada", tags: ["vip"] };
  await writeFile(lines, `${JSON.stringify(user)}\n`);
  await expectAllExact();
  await command("create-admin", "root", "--email", "root@example.org");
  await command("import-users", lines);
  await command("grant-role", "ada", "--role", "TEMPLATE_ADMIN");
  await command("revoke-role", "ada", "--role", "TEMPLATE_ADMIN");
  await run("create-group", "founders");
  await command("join-group", "founders", "ada");
  await command("leave-group", "founders", "ada");
  await command("anonymize-user", "ada", "--yes");
  await command("delete-user", "root", "--yes");
});

it("the index of a process sees a backup that another one restores", async () => {
  const source = await freshDurable();
  const file = join(folder, "backup.gz");
  await using written = await start({ database: source.database, sandbox: { users: 12, seed: 3 } });
  await writeBackup(written.database, file, 0);
  await expectAllExact();
  const other = await open(fresh);
  await afterWrite(() => restoreBackup(other, file));
  await other.close();
  await source.drop();
});
