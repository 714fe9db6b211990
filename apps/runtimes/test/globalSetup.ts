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
    /** An application with the published core and its peer in its `node_modules`. */
    readonly application: string;
    /** One without the peer. */
    readonly applicationWithoutEffect: string;
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

/** Makes an application with the packed core and other packages. */
const install = async (
  application: string,
  tarball: string,
  others: ReadonlyArray<string>,
): Promise<void> => {
  const modules = path.join(application, "node_modules");
  const core = path.join(modules, "@knetik-users/core");
  await mkdir(core, { recursive: true });
  await exec("tar", ["-xzf", tarball, "-C", core, "--strip-components", "1"]);
  for (const name of others) {
    await symlink(
      path.join(import.meta.dirname, "../node_modules", name),
      path.join(modules, name),
    );
  }
  const dependencies = Object.fromEntries(
    ["@knetik-users/core", ...others].map((name) => [name, "*"]),
  );
  const manifest = { type: "module", dependencies };
  await writeFile(path.join(application, "package.json"), JSON.stringify(manifest));
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
  const applicationWithoutEffect = path.join(folder, "applicationWithoutEffect");
  await install(application, tarball, ["ky", "effect"]);
  await install(applicationWithoutEffect, tarball, ["ky"]);
  provide("application", application);
  provide("applicationWithoutEffect", applicationWithoutEffect);
  provide("browser", browser);
  return () => rm(folder, { recursive: true, force: true });
};
