import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import chromium from "@sparticuz/chromium";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** An application with the published core in its `node_modules`. */
    readonly application: string;
    readonly browser: string;
  }
}

const root = path.resolve(import.meta.dirname, "../../..");
const core = path.join(root, "packages/core");
const exec = promisify(execFile);

/** Builds the core, without types, and packs it. Returns the tarball. */
const pack = async (folder: string): Promise<string> => {
  await mkdir(folder);
  const tsup = createRequire(path.join(root, "package.json")).resolve("tsup/package.json");
  await Promise.all([
    exec(
      process.execPath,
      [
        path.join(tsup, "../dist/cli-default.js"),
        "--no-dts",
        "--out-dir",
        path.join(folder, "dist"),
      ],
      { cwd: core },
    ),
    ...["package.json", "README.md"].map((file) =>
      copyFile(path.join(core, file), path.join(folder, file)),
    ),
    // Has the versions of the dependencies.
    copyFile(path.join(root, "pnpm-workspace.yaml"), path.join(folder, "pnpm-workspace.yaml")),
  ]);
  const running = process.env["npm_execpath"] ?? "";
  const [command, ...flags] = path.basename(running).startsWith("pnpm")
    ? [running]
    : ["npx", "-y", "pnpm@12"];
  const tarball = path.join(folder, "package.tgz");
  await exec(command, [...flags, "pack", "--out", tarball], { cwd: folder });
  return tarball;
};

/** Unpacks the browser in a folder of its own, because the console's tests unpack it at the same time. */
const unpackBrowser = async (folder: string): Promise<string> => {
  await mkdir(folder);
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder;
  try {
    return await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
};

/** Installs the published core in a new application, and unpacks the browser. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(path.join(tmpdir(), "knetik-users-runtimes-"));
  const tarball = await pack(path.join(folder, "core"));
  const browser = await unpackBrowser(path.join(folder, "browser"));
  const application = path.join(folder, "application");
  const modules = path.join(application, "node_modules");
  const installed = path.join(modules, "@knetik-users/core");
  await mkdir(installed, { recursive: true });
  await exec("tar", ["-xzf", tarball, "-C", installed, "--strip-components", "1"]);
  for (const name of ["effect", "ky"]) {
    await symlink(
      path.join(import.meta.dirname, "../node_modules", name),
      path.join(modules, name),
    );
  }
  const manifest = { type: "module", dependencies: { "@knetik-users/core": "*", effect: "*" } };
  await writeFile(path.join(application, "package.json"), JSON.stringify(manifest));
  provide("application", application);
  provide("browser", browser);
  return () => rm(folder, { recursive: true, force: true });
};
