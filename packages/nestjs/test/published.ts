import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");

/** Where the packages of the tested Nest are. */
export const home = path.join(
  root,
  process.env["NEST"] === "nest11" ? "nest11" : "",
  "node_modules",
);

/** Builds with esbuild what has one bundle per entry. */
const buildEntries = (folder: string, entries: ReadonlyArray<string>, outdir: string) =>
  build({
    entryPoints: entries.map((entry) => path.join(folder, "src", `${entry}.ts`)),
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    external: ["effect", "@nestjs/*", "@knetik-users/*", "rxjs", "reflect-metadata"],
    logLevel: "error",
  });

/** Builds with the package's own configuration. */
const buildWithTsup = (folder: string, outdir: string) => {
  const tsup = createRequire(path.join(root, "../../package.json")).resolve("tsup/package.json");
  const program = path.join(tsup, "../dist/cli-default.js");
  const flags = ["--no-dts", "--out-dir", outdir];
  return promisify(execFile)(process.execPath, [program, ...flags], { cwd: folder });
};

/** Builds a package as published, without types. */
const publish = async (
  folder: string,
  modules: string,
  buildTo: (outdir: string) => Promise<unknown>,
) => {
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")) as {
    name: string;
    publishConfig: { exports: object };
  };
  const { name, publishConfig } = manifest;
  const target = path.join(modules, name);
  await mkdir(target, { recursive: true });
  await buildTo(path.join(target, "dist"));
  await writeFile(
    path.join(target, "package.json"),
    JSON.stringify({ name, type: "module", exports: publishConfig.exports }),
  );
};

/** Puts the core and this package, as published, into the `node_modules` of a folder. */
export const publishPackages = async (folder: string): Promise<void> => {
  const modules = path.join(folder, "node_modules");
  await mkdir(modules);
  const core = path.join(root, "../core");
  await publish(core, modules, (outdir) => buildWithTsup(core, outdir));
  // The dependency of core; the others are those of the tested Nest.
  await symlink(path.join(core, "node_modules/ky"), path.join(modules, "ky"));
  await publish(root, modules, (outdir) =>
    buildEntries(root, ["index", "dto", "swagger", "terminus", "testing"], outdir),
  );
};
