import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { serveConsole } from "./serveConsole.ts";

const { values } = parseArgs({ options: { build: { type: "boolean", default: false } } });
const apiUrl = process.env["USERS_API_URL"] ?? "http://127.0.0.1:8080";
const port = Number(process.env["PORT"] ?? "5180");

const built = fileURLToPath(new URL("../dist", import.meta.url));
// A new folder, so that concurrent builds do not interfere.
const folder = values.build ? await mkdtemp(path.join(tmpdir(), "vue-console-")) : built;
const stopped = Promise.race(["SIGINT", "SIGTERM"].map((name) => once(process, name)));

try {
  if (values.build) {
    const { buildConsole } = await import("./buildConsole.ts");
    await buildConsole(folder);
  }
  if (!existsSync(path.join(folder, "index.html"))) {
    throw new Error("There is no build. Run `build` first, or `start`, which does.");
  }
  const served = await serveConsole({ folder, apiUrl, port });
  console.log(`ready ${served.url}`);
  await stopped;
  await served.close();
} finally {
  if (values.build) await rm(folder, { recursive: true, force: true });
}
