import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";

const folder = import.meta.dirname;
const source = path.join(folder, "src");
const sharedFile = "shared.js";

/** The first two are published as bundles, the one for Effect as one file per module. */
const entries = ["index", "endpoints", "effect"] as const;
/** Likewise, and apart from the others, which do not load them. */
const adminEntries = ["admin", "admin-schemas"] as const;
/** Published as one file per module, with or without Effect, because no other entry loads them. */
const bulkEntries = ["bulk"] as const;
type Entry =
  (typeof entries)[number] | (typeof adminEntries)[number] | (typeof bulkEntries)[number];
const fileOf = (entry: Entry) => `src/${entry}.ts`;

const base = {
  absWorkingDir: folder,
  bundle: true,
  format: "esm",
  target: "es2022",
  platform: "neutral",
  tsconfig: "tsconfig.src.json",
  logLevel: "error",
} as const satisfies BuildOptions;

/** What entries load when they run, in the order of the bundle. */
const loadedModules = async (loading: ReadonlyArray<Entry>): Promise<Metafile["inputs"]> => {
  const { metafile } = await build({
    ...base,
    entryPoints: loading.map(fileOf),
    outdir: "dist",
    write: false,
    metafile: true,
    external: ["effect", "ky"],
  });
  return metafile.inputs;
};

/** The modules of an entry that are published, by their use of Effect. Paths below `src`. */
export interface Modules {
  /** Without Effect: both entries load them from one file, so there is one class of each error. */
  readonly shared: ReadonlyArray<string>;
  /** Those of administration without Effect, which are in a bundle of their own. */
  readonly admin: ReadonlyArray<string>;
  /**
   * With Effect: the Promise entry contains a copy of them, and of what they use of Effect. And those of
   * bulk exports and imports.
   */
  readonly withEffect: ReadonlyArray<string>;
}

export const findModules = async (): Promise<Modules> => {
  const inputs = await loadedModules([...entries, ...adminEntries, ...bulkEntries]);
  const common = new Set(Object.keys(await loadedModules(entries)));
  const bundledOnes = new Set(Object.keys(await loadedModules([...entries, ...adminEntries])));
  const uses = new Map<string, boolean>();
  const usesEffect = (file: string): boolean => {
    const known = uses.get(file);
    if (known !== undefined) return known;
    // There are no circular imports.
    const found = (inputs[file]?.imports ?? []).some(({ path: imported, external }) =>
      external === true ? /^(effect|ky)(\/|$)/.test(imported) : usesEffect(imported),
    );
    uses.set(file, found);
    return found;
  };
  const files = Object.keys(inputs);
  return {
    shared: files.filter((file) => !usesEffect(file) && common.has(file)),
    admin: files.filter((file) => !usesEffect(file) && !common.has(file) && bundledOnes.has(file)),
    withEffect: files.filter((file) => usesEffect(file) || !bundledOnes.has(file)),
  };
};

/** Makes imports of shared modules imports of the file that has all of them. */
export const redirectTo = (
  file: (importer: string) => string,
  shared: ReadonlyArray<string>,
): Plugin => {
  const modules = new Set(shared.map((module) => path.join(folder, module)));
  return {
    name: "redirect-shared",
    setup: (bundle) => {
      bundle.onResolve(
        { filter: /^\.\.?\/.*\.ts$/ },
        ({ kind, importer, path: imported, resolveDir }) =>
          kind === "entry-point" || !modules.has(path.join(resolveDir, imported))
            ? undefined
            : { path: file(importer), external: true, sideEffects: false },
      );
    },
  };
};

/** The path of a bundle from a published module. */
export const bundled =
  (name: "shared" | "admin") =>
  (module: string): string => {
    const relative = path.posix.relative(
      path.dirname(path.relative(source, module)),
      `bundle/${name}.js`,
    );
    return relative.startsWith(".") ? relative : `./${relative}`;
  };

/** The values that an entry exports. */
const exportsOf = async (entry: Entry): Promise<ReadonlyArray<string>> => {
  const { metafile } = await build({
    ...base,
    entryPoints: [fileOf(entry)],
    outdir: "dist",
    write: false,
    metafile: true,
    external: ["effect", "ky"],
  });
  return Object.values(metafile.outputs).flatMap(({ exports }) => exports);
};

/** What the licence of Effect demands of copies of it. */
const licenseOfEffect = async (): Promise<{ readonly comment: string; readonly text: string }> => {
  const manifest = createRequire(import.meta.url).resolve("effect/package.json");
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  const license = await readFile(path.join(path.dirname(manifest), "LICENSE"), "utf8");
  const [copyright] = /^Copyright .*$/m.exec(license) ?? [];
  if (copyright === undefined) throw new Error("The licence of Effect has no copyright notice.");
  const notice = `Contains parts of Effect ${version}. MIT License. ${copyright}`;
  // A comment of this kind stays in the bundles of applications.
  return { comment: `/*! ${notice} */`, text: `${notice}\n\n${license}` };
};

/** Fails if a package other than Effect is in a bundle: its licence would be missing. */
const requireEffectOnly = ({ inputs }: Metafile): void => {
  const other = Object.keys(inputs).find((file) =>
    /node_modules\/(?!\.pnpm\/|effect\/)/.test(file),
  );
  if (other !== undefined) throw new Error(`${other} is in the bundle, without its licence.`);
};

interface SourceMap {
  readonly sources: ReadonlyArray<string>;
  readonly sourcesContent?: ReadonlyArray<string | null>;
}

/**
 * A map without the text of Effect's sources, which would be most of it. They are named by their package,
 * because their paths lead out of this one, and debuggers step over them.
 */
const withoutEffectSources = (text: string): string => {
  const map = JSON.parse(text) as SourceMap;
  const packaged = map.sources.map((source) => source.split("node_modules/")[2]);
  return JSON.stringify({
    ...map,
    sources: map.sources.map((source, index) => packaged[index] ?? source),
    sourcesContent: (map.sourcesContent ?? []).map((content, index) =>
      packaged[index] === undefined ? content : null,
    ),
    ignoreList: packaged.flatMap((name, index) => (name === undefined ? [] : [index])),
  });
};

/**
 * Writes `bundle/` into the folder of the published files: the entries without a peer, and what they
 * share with the entry for Effect.
 */
export const writeBundles = async (
  { shared, admin }: Modules,
  outdir: string,
  define: Readonly<Record<string, string>>,
): Promise<void> => {
  const target = path.join(outdir, "bundle");
  const license = await licenseOfEffect();
  const options = {
    ...base,
    define: { ...define },
    external: ["ky"],
    sourcemap: true,
    write: false,
  } as const satisfies BuildOptions;
  const sharedBundle = await build({
    ...options,
    stdin: {
      contents: shared.map((module) => `export * from "./${module}";`).join("\n"),
      resolveDir: folder,
      sourcefile: sharedFile,
    },
    outfile: path.join(target, sharedFile),
  });
  const promiseBundle = await build({
    ...options,
    entryPoints: [fileOf("index")],
    outdir: target,
    banner: { js: license.comment },
    metafile: true,
    plugins: [redirectTo(() => `./${sharedFile}`, shared)],
  });
  const adminBundle = await build({
    ...options,
    // With the codecs, whose schemas are in the other entry.
    stdin: {
      contents: admin.map((module) => `export * from "./${module}";`).join("\n"),
      resolveDir: folder,
      sourcefile: "admin.js",
    },
    outfile: path.join(target, "admin.js"),
    plugins: [redirectTo(() => `./${sharedFile}`, shared)],
  });
  requireEffectOnly(promiseBundle.metafile);
  await mkdir(target, { recursive: true });
  const bundles = [sharedBundle, promiseBundle, adminBundle];
  for (const { path: file, text } of bundles.flatMap(({ outputFiles }) => outputFiles)) {
    // It would be all exports of all shared modules.
    if (/^(import|export) \*.* from "\.\/shared\.js";$/m.test(text)) {
      throw new Error(`A module of ${file} imports * from a shared module: name the exports.`);
    }
    await writeFile(file, file.endsWith(".map") ? withoutEffectSources(text) : text);
  }
  await writeFile(
    path.join(target, "endpoints.js"),
    `export { ${(await exportsOf("endpoints")).join(", ")} } from "./${sharedFile}";\n`,
  );
  // Not named LICENSE, or pnpm takes it for that of this package, and does not pack the latter.
  await writeFile(path.join(target, "NOTICE.effect.txt"), license.text);
};
