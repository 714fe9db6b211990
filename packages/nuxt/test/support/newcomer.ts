import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const packages = path.resolve(import.meta.dirname, "../../..");
const run = promisify(execFile);

// With the variables of Vitest and pnpm, Nuxt would build for unit tests and npm would read pnpm's settings.
export const plainEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(TEST|VITEST|npm_|PNPM)/i.test(name)),
);

/** The files of the README: a code block below a line that is only a path. */
export const readmeFiles = async (): Promise<ReadonlyMap<string, string>> => {
  const readme = await readFile(path.join(packages, "nuxt/README.md"), "utf8");
  const blocks = readme.matchAll(/^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$/gms);
  return new Map([...blocks].map(([, file = "", code = ""]) => [file, code]));
};

/** Settings of `npm pkg set` in the README. */
const readmeOverrides = async (): Promise<Record<string, string>> => {
  const readme = await readFile(path.join(packages, "nuxt/README.md"), "utf8");
  const settings = readme.matchAll(/^npm pkg set overrides\.(\S+)=(\S+)$/gm);
  return Object.fromEntries([...settings].map(([, name = "", version = ""]) => [name, version]));
};

const pack = async (name: string, folder: string): Promise<string> => {
  const file = path.join(folder, `${name}.tgz`);
  await run("pnpm", ["pack", "--out", file], { cwd: path.join(packages, name) });
  return file;
};

/**
 * Makes the application of the README in an empty folder, from what would be published: the files of the minimal
 * template, the packed packages, and the README's own files.
 */
export const makeApplication = async (
  versions: { readonly nuxt: string; readonly vue: string },
  devDependencies: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const root = await mkdtemp(path.join(tmpdir(), "nuxt-newcomer-"));
  const folder = path.join(root, "my-app");
  await mkdir(folder);
  const tarballs = await Promise.all(["core", "vue", "nuxt"].map((name) => pack(name, root)));
  await writeFile(
    path.join(folder, "package.json"),
    JSON.stringify({
      name: "my-app",
      private: true,
      type: "module",
      scripts: { build: "nuxt build", generate: "nuxt generate" },
      dependencies: { nuxt: versions.nuxt, vue: versions.vue, "vue-router": "^5.0.0" },
      devDependencies,
      overrides: await readmeOverrides(),
    }),
  );
  const references = ["app", "server", "shared", "node"].map((name) => ({
    path: `./.nuxt/tsconfig.${name}.json`,
  }));
  await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify({ files: [], references }));
  // The tarballs of core and vue stand in for the registry, where the module's dependencies are.
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs], {
    cwd: folder,
    env: plainEnv,
    maxBuffer: 1e8,
  });
  for (const [file, code] of await readmeFiles()) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), code);
  }
  return folder;
};

/** Runs Nuxt's command line in an application. */
export const nuxt = async (
  folder: string,
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const cli = path.join(folder, "node_modules/nuxt/bin/nuxt.mjs");
  const { stdout, stderr } = await run(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { ...plainEnv, NODE_ENV: "production", NUXT_TELEMETRY_DISABLED: "1", ...env },
    maxBuffer: 1e8,
  });
  return stdout + stderr;
};
