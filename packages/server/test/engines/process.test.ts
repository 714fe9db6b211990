import { execFile } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { readyAt } from "./spawn.ts";

/** Starts the server as `spawnServer` does, and passes its first line on. */
const parent = `
  const { spawn } = require("node:child_process");
  const stdio = ["pipe", "inherit", "inherit"];
  spawn(process.execPath, process.argv.slice(1), { stdio });
`;

it("a server ends when the process that started it is killed", async () => {
  const options = JSON.stringify({ sandbox: { users: 10 } });
  const program = join(inject("programs"), "process.js");
  const child = execFile(process.execPath, ["-e", parent, program, options]);
  const url = await readyAt(child);
  expect((await fetch(url)).status).toBe(404);
  // Its output ends when no process holds it any longer.
  const ended = once(child.stdout!, "close");
  child.kill("SIGKILL");
  await ended;
  await expect(fetch(url)).rejects.toThrow();
});
