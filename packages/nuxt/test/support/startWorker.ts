import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, sessionPassword } from "./startApp.ts";

/** The built Worker in Cloudflare's runtime. */
export interface Worker extends AsyncDisposable {
  readonly url: string;
}

const text = JSON.stringify;

/** Starts Cloudflare's runtime with a Worker that calls the API at this address. */
export const startWorker = async (folder: string, apiUrl: string): Promise<Worker> => {
  const files = globSync("**/*.mjs", { cwd: folder }).sort((a, b) =>
    // The first module is the entry.
    a === "index.mjs" ? -1 : b === "index.mjs" ? 1 : 0,
  );
  const settings = await mkdtemp(path.join(tmpdir(), "nuxt-worker-"));
  const modules = files.map((file) => {
    const at = path.relative(settings, path.join(folder, file));
    return `(name = ${text(file)}, esModule = embed ${text(at)})`;
  });
  const bindings = Object.entries({
    NUXT_USERS_BASE_URL: apiUrl,
    NUXT_USERS_SESSION_PASSWORD: sessionPassword,
  }).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  const port = await freePort();
  const config = path.join(settings, "config.capnp");
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .app),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const app :Workerd.Worker = (
  modules = [${modules.join(", ")}],
  compatibilityDate = "2026-11-01",
  bindings = [${bindings.join(", ")}],
);
`,
  );
  const child = spawn(
    createRequire(import.meta.url).resolve("workerd/bin/workerd"),
    ["serve", "--control-fd=3", config],
    {
      stdio: ["ignore", "inherit", "inherit", "pipe"],
    },
  );
  // It reports that it listens.
  await once(child.stdio[3]!, "data");
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      if (child.kill()) await once(child, "exit");
      await rm(settings, { recursive: true });
    },
  };
};
