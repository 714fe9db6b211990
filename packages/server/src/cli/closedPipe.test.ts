import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { openDatabase } from "../database/database.ts";
import { sqlite } from "../database/sqlite.ts";

it("ends quietly if its output is cut off, as by head", async () => {
  const folder = await mkdtemp(join(tmpdir(), "knetik-users-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "users.sqlite");
  const database = await openDatabase(sqlite(file));
  const entry = { event: "sign_in.failed", user_id: null, client_id: null, request_id: null };
  const entries = Array.from({ length: 2_000 }, (_, at) => ({
    ...{ ...entry, at, address: null, target: null, fields: "[]" },
  }));
  await database.queries.insertInto("audit_log").values(entries).execute();
  await database.close();

  const program = join(inject("programs"), "bin.js");
  const child = spawn(process.execPath, [program, "audit", "--limit", "2000", "--data", file]);
  let errors = "";
  child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
  child.stdout.destroy();
  const [code] = (await once(child, "close")) as [number | null];
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
});
