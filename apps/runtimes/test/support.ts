import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { inject, type TestContext } from "vitest";

/** The test that a process belongs to: it ends with it. */
type Test = Pick<TestContext, "onTestFinished">;

const engines = path.resolve(import.meta.dirname, "../engines/node_modules");

/** Jest, as a file that Node runs. */
export const jest = path.join(engines, "jest/bin/jest.js");

/** The commands of the runtimes that run a file. */
export const commands = {
  "Node 22.0": [path.join(engines, "node/bin/node")],
  "Node 24": [process.execPath],
  Bun: [path.join(engines, "bun/bin/bun.exe")],
  Deno: [
    path.join(engines, "deno/deno"),
    "run",
    "--allow-all",
    "--no-lock",
    "--node-modules-dir=manual",
  ],
} as const;

/** Runs a command to its end and returns what it printed. */
export const run = async (
  [command = "", ...flags]: ReadonlyArray<string>,
  cwd: string,
  { onTestFinished }: Test,
): Promise<string> => {
  const child = spawn(command, flags, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const [status] = (await once(child, "close")) as [number | null];
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}:\n${output}${errors}`);
  return output;
};

/** Bundles a file of the application as an edge platform or a browser needs it. */
export const bundle = async (
  file: string,
  conditions: ReadonlyArray<string>,
  define: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: [...conditions],
    define,
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
};

/** Starts a bundled Worker in workerd, the runtime of Cloudflare Workers. Returns its URL. */
export const startWorker = async (
  code: string,
  compatibilityDate: string,
  { onTestFinished }: Test,
): Promise<string> => {
  const folder = await mkdtemp(path.join(inject("application"), "worker-"));
  await writeFile(path.join(folder, "worker.js"), code);
  const config = path.join(folder, "worker.capnp");
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "${compatibilityDate}",
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["private", "public", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`,
  );
  const child = spawn(
    path.join(engines, "workerd/bin/workerd"),
    ["serve", config, "--control-fd=3"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const port = await new Promise<string>((resolve, reject) => {
    child.once("exit", (status) => reject(new Error(`workerd ended with ${String(status)}`)));
    child.stdio[3]?.on("data", (line: Buffer) => {
      const listening = /"port":(\d+)/.exec(line.toString())?.[1];
      if (listening !== undefined) resolve(listening);
    });
  });
  return `http://127.0.0.1:${port}`;
};

/**
 * Runs `main` of a script in Chromium, in a page whose content security policy forbids `eval` and the
 * like, and inline scripts.
 */
export const runInBrowser = async (code: string, { onTestFinished }: Test): Promise<unknown> => {
  const site = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.setHeader("content-security-policy", "script-src 'self'; object-src 'none'");
    response.end(isScript ? code : `<!doctype html><script type="module" src="page.js"></script>`);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    site.closeAllConnections();
    site.close();
  });
  await once(site, "listening");
  const browser = await chromium.launch({
    executablePath: inject("browser"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
    ],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  const evaluates: unknown = await page.evaluate("evaluates");
  if (evaluates !== false) throw new Error("The policy of the page allows eval.");
  return JSON.parse(String(await page.evaluate("main()")));
};

/** A local address without a listener. */
export const refusedUrl = async (): Promise<string> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
};
