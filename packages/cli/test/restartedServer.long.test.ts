import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
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

/** The users of a database with their tags, in the order of their names, without ids and times. */
const usersOf = (data: string): ReadonlyArray<unknown> => {
  using database = new DatabaseSync(data, { readOnly: true });
  return database
    .prepare(
      `select username, email, display_name, first_name, city,
        (select group_concat(tag, ';' order by tag) from user_tags where user_id = users.id) as tags
      from users order by username`,
    )
    .all();
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
  const lines = names.map(
    (name, index) =>
      `${name},${name}@example.com,correct horse battery,City ${index},vip;t${index % 7}`,
  );
  await writeFile(file, ["username,email,password,city,tags", ...lines].join("\n"));

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
    // Shown if a row failed.
    const failures = await readFile(folder.file("users.failed.csv"), "utf8").catch(() => "");
    expect(failures).toBe("");
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

  // A server that never failed, with the same users: both databases have the same rows.
  const calm = await startProcess(folder.file("calm.sqlite"), "0");
  try {
    const copied = await run(["users", "import", file, "--yes", "--json"], {
      env: adminEnv(calm.url),
    });
    expect(copied.json()).toMatchObject([{ rows: 400, created: 400, failed: 0 }]);
  } finally {
    calm.child.kill();
    await once(calm.child, "close");
  }
  const after = usersOf(data);
  expect(after).toHaveLength(names.length + 2);
  expect(after).toEqual(usersOf(folder.file("calm.sqlite")));
}, 600_000);
