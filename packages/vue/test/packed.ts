import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { promisify } from "node:util";

export const run = promisify(execFile);

const packages = path.resolve(import.meta.dirname, "../..");

/** Packs a package of this workspace, which has to be built. Returns the tarball. */
export const pack = async (name: "core" | "vue", folder: string): Promise<string> => {
  const running = process.env["npm_execpath"] ?? "";
  const [command, ...flags] = path.basename(running).startsWith("pnpm")
    ? [running]
    : ["npx", "-y", "pnpm@12"];
  const tarball = path.join(folder, `${name}.tgz`);
  await run(command, [...flags, "pack", "--out", tarball], { cwd: path.join(packages, name) });
  return tarball;
};

export const freePort = async (): Promise<number> => {
  const socket = createServer().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
};

/** A program that runs until it is disposed of. */
export interface Running extends AsyncDisposable {
  readonly process: ChildProcess;
}

/** Starts a program, and waits until it has written something. */
export const start = async (
  file: string,
  args: ReadonlyArray<string>,
  env: NodeJS.ProcessEnv,
  cwd?: string,
): Promise<Running> => {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "inherit"],
    ...(cwd !== undefined && { cwd }),
  });
  await once(child.stdout, "data");
  return {
    process: child,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.kill()) await once(child, "exit");
    },
  };
};
