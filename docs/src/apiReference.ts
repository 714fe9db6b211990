/**
 * Converts the public entries of all packages for the API reference. An entry is what a package exports, so a new
 * one is in the reference without being listed here. `typedoc` merges the results: see `typedoc.json`.
 */
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { Application, TSConfigReader } from "typedoc";

const root = path.resolve(import.meta.dirname, "../..");
const target = path.resolve(import.meta.dirname, "../.api");

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Record<string, string | { readonly "@knetik-users/source"?: string }>;
}

/** Imported by Nuxt itself, and so not among the exports. */
const autoImported = ["src/runtime/app/useUserSession.ts", "src/runtime/server/utils/*.ts"];

export interface ApiPackage {
  readonly name: string;
  readonly folder: string;
  readonly entryPoints: ReadonlyArray<string>;
}

/** The packages that export something, with the sources of their entries. */
export const apiPackages: ReadonlyArray<ApiPackage> = globSync("packages/*/package.json", {
  cwd: root,
})
  .sort()
  .flatMap((file) => {
    const manifest = JSON.parse(readFileSync(path.join(root, file), "utf8")) as Manifest;
    const folder = path.join(root, path.dirname(file));
    const exported = Object.values(manifest.exports ?? {}).flatMap((entry) => {
      const source = typeof entry === "object" ? entry["@knetik-users/source"] : undefined;
      return source === undefined ? [] : [path.join(folder, source)];
    });
    if (manifest.private === true || exported.length === 0) return [];
    const own = autoImported.flatMap((each) => globSync(each, { cwd: folder }).sort());
    const entryPoints = [...exported, ...own.map((each) => path.join(folder, each))];
    return [{ name: manifest.name, folder, entryPoints }];
  });

const convert = async ({ name, folder, entryPoints }: ApiPackage): Promise<void> => {
  const app = await Application.bootstrap(
    {
      name,
      entryPoints: [...entryPoints],
      entryPointStrategy: "resolve",
      tsconfig: path.join(folder, "tsconfig.src.json"),
      // Also for a package with one entry.
      alwaysCreateEntryPointModule: true,
      readme: "none",
      excludeInternal: true,
      excludePrivate: true,
      excludeExternals: true,
      skipErrorChecking: true,
      gitRevision: "main",
    },
    // Not `typedoc.json`, which is for the merge.
    [new TSConfigReader()],
  );
  const project = await app.convert();
  if (project === undefined) throw new Error(`Could not convert the entries of ${name}.`);
  await app.generateJson(project, path.join(target, `${path.basename(name)}.json`));
};

if (import.meta.main) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const each of apiPackages) await convert(each);
}
