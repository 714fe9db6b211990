import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createUsersClient } from "@knetik-users/core";
import { sandboxControls } from "@knetik-users/server/sandbox";
import { adminEnv, sandbox, startServer, temporaryFolder } from "./support.ts";

const program = path.resolve(import.meta.dirname, "../src/bin.ts");

const start = (args: ReadonlyArray<string>, env: Readonly<Record<string, string | undefined>>) => {
  const flags = ["--conditions=@knetik-users/source", program, ...args];
  const child = spawn(process.execPath, flags, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, out, err }));
  return { kill: () => child.kill("SIGKILL"), ended };
};

/**
 * Imports `rows` new users with a program that is killed again and again, each time after some more
 * registrations, and returns what the API saw.
 */
export const importWithKills = async (rows: number, kills: number) => {
  let registrations = 0;
  let killAt = Infinity;
  let kill = () => {};
  const { server, url } = await startServer({
    ...sandbox,
    sandbox: { users: 2 },
    log: ({ method, path: route }) => {
      if (method !== "POST" || route !== "/users") return;
      registrations += 1;
      if (registrations >= killAt) kill();
    },
  });
  await using folder = await temporaryFolder();
  const file = folder.file("users.csv");
  const names = Array.from({ length: rows }, (_, index) => `user${index}`);
  const lines = names.map((name) => `${name},${name}@example.com,correct horse battery`);
  await writeFile(file, ["username,email,password", ...lines].join("\n"));
  const controls = sandboxControls(url);
  const env = { ...adminEnv(url), KNETIK_USERS_CONFIG: folder.file("config") };
  const perRun = Math.floor(rows / (kills + 1));
  const answered = new Map<string, number>();
  const collectAnswers = async () => {
    for (const { body, status } of await controls.requests({ operation: "registerUser" })) {
      const { username } = body as { readonly username: string };
      if (status !== null && status < 300)
        answered.set(username, (answered.get(username) ?? 0) + 1);
    }
    await controls.clearRequests();
  };
  try {
    let wasKilled = 0;
    for (let run = 1; run <= kills; run += 1) {
      killAt = run * perRun;
      const child = start(["users", "import", file, "--yes", "--json"], env);
      kill = child.kill;
      if (registrations >= killAt) kill();
      const { code } = await child.ended;
      if (code === null) wasKilled += 1;
      await collectAnswers();
    }
    killAt = Infinity;
    const last = await start(["users", "import", file, "--yes", "--json"], env).ended;
    await collectAnswers();
    const again = await start(["users", "import", file, "--yes", "--json"], env).ended;
    await collectAnswers();
    await using client = createUsersClient({
      baseUrl: url,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
    });
    const found: Array<string> = [];
    for await (const { username } of client.all.getUsers({
      filter: { username: "user" },
      size: 1_000,
    })) {
      found.push(username ?? "");
    }
    return { wasKilled, names, found, answered, last, again };
  } finally {
    await server.close();
  }
};
