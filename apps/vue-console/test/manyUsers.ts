import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createServer } from "@knetik-users/server";
import { passwords } from "./api.ts";

/** Users of the sandbox itself; a sandbox makes at most 10,000. */
export const sandboxUsers = 300;

const generator = fileURLToPath(
  new URL("../../../packages/server/bench/million.ts", import.meta.url),
);

/** A file with the sandbox's accounts and this many users, generated as the server's bench does. */
export const makeManyUsers = async (users: number): Promise<{ file: string; folder: string }> => {
  const folder = await mkdtemp(path.join(tmpdir(), "vue-console-many-"));
  const [file, generated] = [path.join(folder, "sandbox.db"), path.join(folder, "generated.db")];
  await promisify(execFile)(process.execPath, [
    "--conditions=@knetik-users/source",
    ...[generator, "--data", generated, "--users", String(users)],
  ]);
  const sandbox = await createServer({
    database: { file },
    passwords,
    sandbox: { users: sandboxUsers },
  });
  await sandbox.close();
  const database = new DatabaseSync(file);
  database.exec(`attach '${generated}' as generated`);
  for (const [table, id] of [
    ["users", "id"],
    ["user_tags", "user_id"],
  ]) {
    database.exec(
      `insert or ignore into main.${table} select * from generated.${table} where ${id} > ${sandboxUsers}`,
    );
  }
  database.close();
  return { file, folder };
};
