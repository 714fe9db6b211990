import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Fetch } from "@knetik-users/core";
import { adminEnv, run, temporaryFolder } from "./support.ts";

const program = path.resolve(import.meta.dirname, "../../server/src/cli/bin.ts");

/** A sandbox in a process of its own, on a file. */
const startProcess = async (
  data: string,
  port: string,
): Promise<{ child: ChildProcess; url: string }> => {
  const flags = ["--conditions=@knetik-users/source", program, "--sandbox", "--users", "2"];
  const child = spawn(process.execPath, [...flags, "--data", data, "--port", port], {
    env: { ...process.env, ARGON2_MEMORY: "8", ARGON2_PASSES: "1", DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [ready] = (await once(child.stdout, "data")) as [Buffer];
  return { child, url: /ready (\S+)/.exec(ready.toString())?.[1] ?? "" };
};

it("loses and repeats nothing while the server fails at random and is killed", async () => {
  await using folder = await temporaryFolder();
  const data = folder.file("users.sqlite");
  const first = await startProcess(data, "0");
  const { url } = first;
  let { child } = first;
  const { port } = new URL(url);
  const names = Array.from({ length: 400 }, (_, index) => `user${index}`);
  const file = folder.file("users.csv");
  const lines = names.map((name) => `${name},${name}@example.com,correct horse battery`);
  await writeFile(file, ["username,email,password", ...lines].join("\n"));

  let calls = 0;
  let kills = 0;
  let restarting = Promise.resolve();
  const registered = new Map<string, number>();
  /** Random failures as of a gateway, and a kill after some more calls, four times. */
  const unreliable: Fetch = async (target, init) => {
    calls += 1;
    if (calls % 11 === 0) {
      return new Response("{}", { status: 429, headers: { "retry-after": "0" } });
    }
    if (calls % 13 === 0) return new Response("<html>", { status: 503 });
    if (kills < 4 && calls > (kills + 1) * 120) {
      kills += 1;
      // While requests are in flight.
      child.kill("SIGKILL");
      restarting = once(child, "close")
        .then(() => delay(500))
        .then(async () => {
          ({ child } = await startProcess(data, port));
        });
    }
    const response = await fetch(target, init);
    if (init.method === "POST" && target.endsWith("/users") && response.ok) {
      const { username } = JSON.parse(init.body ?? "") as { readonly username: string };
      registered.set(username, (registered.get(username) ?? 0) + 1);
    }
    return response;
  };
  try {
    const options = { env: adminEnv(url), fetch: unreliable };
    const imported = await run(["users", "import", file, "--yes", "--json"], options);
    expect(imported.json()).toMatchObject([{ rows: 400, created: 400, failed: 0, remaining: 0 }]);
    expect(kills).toBe(4);
    expect([...registered.values()].every((times) => times === 1)).toBe(true);
    await restarting;

    kills = 3;
    calls = 4 * 120 - 5;
    const exported = await run(["users", "export", "-", "--batch", "10", "--quiet"], options);
    expect(kills).toBe(4);
    const found = exported.out
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { readonly username: string }).username)
      .filter((name) => name.startsWith("user"));
    expect(found.sort()).toEqual([...names].sort());
  } finally {
    await restarting;
    child.kill();
    await once(child, "close");
  }
}, 600_000);
