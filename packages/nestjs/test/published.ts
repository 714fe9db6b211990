import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");

/** Where the packages of the tested Nest are. */
export const home = path.join(
  root,
  process.env["NEST"] === "nest11" ? "nest11" : "",
  "node_modules",
);

/** Builds a package as published, without types. */
const publish = async (folder: string, entries: ReadonlyArray<string>, modules: string) => {
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")) as {
    name: string;
    publishConfig: { exports: object };
  };
  const target = path.join(modules, manifest.name);
  await build({
    entryPoints: entries.map((entry) => path.join(folder, "src", `${entry}.ts`)),
    outdir: path.join(target, "dist"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    external: ["effect", "@nestjs/*", "@knetik-users/*", "rxjs", "reflect-metadata"],
    logLevel: "error",
  });
  const { name, publishConfig } = manifest;
  await writeFile(
    path.join(target, "package.json"),
    JSON.stringify({ name, type: "module", exports: publishConfig.exports }),
  );
};

/** Puts the core and this package, as published, into the `node_modules` of a folder. */
export const publishPackages = async (folder: string): Promise<void> => {
  const modules = path.join(folder, "node_modules");
  await mkdir(modules);
  await publish(path.join(root, "../core"), ["index", "effect", "endpoints"], modules);
  await publish(root, ["index", "dto", "swagger", "terminus", "testing"], modules);
};
