import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { databaseAt, freshDatabase } from "../engines/databases.ts";
import { readyAt } from "../engines/spawn.ts";

const bin = join(inject("programs"), "bin.js");
/** Runs the program with a `DATABASE_URL` until it exits. */
const run = (url: string, ...flags: ReadonlyArray<string>) =>
  new Promise<{ output: string; errors: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: url };
    execFile(process.execPath, [bin, ...flags], { env, cwd: tmpdir() }, (_, output, errors) => {
      resolve({ output, errors });
    });
  });

it("DATABASE_URL names the database of every command", async () => {
  const { database, drop } = await freshDatabase();
  if (typeof database === "string" || !("url" in database)) throw new Error("engine");
  const { url } = database;
  const { output } = await run(url, "create-client", "ops", "--role", "USERS_ADMIN");
  const [, secret = ""] = /client_secret {2}(\S+)/.exec(output) ?? [];
  const again = await run(url, "create-client", "ops");
  expect(again.errors).toBe("error: Client ops already exists.\n");

  const child = spawn(process.execPath, [bin, "--port", "0", "--pool-size", "2"], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const address = await readyAt(child);
  const form = { grant_type: "client_credentials", client_id: "ops", client_secret: secret };
  const response = await fetch(`${address}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  expect(response.status).toBe(200);
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  await drop();
});

it("reports in one line what is wrong, without the password", async () => {
  const { database, drop } = await freshDatabase();
  if (typeof database === "string" || !("url" in database)) throw new Error("engine");
  for (const [url, message] of [
    [
      "mysql://root:swordfish@localhost/users",
      "[KUS1001] DATABASE_URL: Is invalid. Use a URL such as",
    ],
    [databaseAt(database.url, "nowhere").replace(/:[^:@/]+@/, ":swordfish@"), "authentication"],
    ["postgres://postgres:swordfish@127.0.0.1:1/users", "Could not connect"],
  ] as const) {
    const { errors } = await run(url, "create-client", "ops");
    expect(errors).toMatch(/^error: .*\n$/);
    expect(errors).toContain(message);
    expect(errors).not.toContain("swordfish");
  }
  await drop();
});
