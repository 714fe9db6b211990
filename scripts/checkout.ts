/** Copies of the checkout, for scripts that change files or build as a release does. */
import { spawn } from "node:child_process";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const source = path.resolve(import.meta.dirname, "..");

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
  readonly seconds: number;
}

export const run = (
  folder: string,
  command: string,
  flags: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, flags, {
      cwd: folder,
      // As in CI, with the copy's own cache only.
      env: {
        ...process.env,
        CI: "1",
        NO_COLOR: "1",
        FORCE_COLOR: "0",
        TURBO_CACHE: "local:rw",
        ...variables,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    child.once("error", reject).once("close", (status) => {
      resolve({ status, output, seconds: Math.round((performance.now() - started) / 1000) });
    });
  });

/** The pnpm that runs this script, or the version in CONTRIBUTING. */
export const pnpm = (folder: string, ...flags: readonly string[]): Promise<Outcome> => {
  const running = process.env["npm_execpath"];
  return running !== undefined && path.basename(running).startsWith("pnpm")
    ? run(folder, running, flags)
    : run(folder, "npx", ["-y", "pnpm@12", ...flags]);
};

export const turbo = (copy: string, ...flags: readonly string[]): Promise<Outcome> =>
  run(copy, path.join(copy, "node_modules/.bin/turbo"), flags);

/** The output, or an error with it. */
export const succeeded = async (what: string, started: Promise<Outcome>): Promise<string> => {
  const { status, output } = await started;
  if (status !== 0) throw new Error(`${what} ended with ${String(status)}:\n${output}`);
  return output;
};

/** All files that git tracks or would, installed, in a repository of its own. */
export const copyCheckout = async (name: string): Promise<string> => {
  const files = await succeeded(
    "git ls-files",
    run(source, "git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]),
  );
  const copy = await mkdtemp(path.join(tmpdir(), `knetik-users-${name}-`));
  for (const file of files.split("\0").filter((file) => file !== "")) {
    // A deleted file is listed until the deletion is committed.
    await cp(path.join(source, file), path.join(copy, file)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    });
  }
  await succeeded("git init", run(copy, "git", ["init", "--quiet", "--initial-branch=main"]));
  await succeeded(
    "pnpm install",
    pnpm(copy, "install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"),
  );
  return copy;
};
