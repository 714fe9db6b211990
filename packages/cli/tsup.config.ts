import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { defineConfig, type Options } from "tsup";
import core from "@knetik-users/core/package.json" with { type: "json" };

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** The folder of the package of a bundled file; `undefined` for sources of this repository. */
const packageFolder = (file: string): string | undefined =>
  /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];

/** The name, version and licence of a package. Fails if it has no licence that may be copied. */
const noticeOf = async (folder: string): Promise<string> => {
  const read = (file: string) => readFile(path.join(folder, file), "utf8");
  const { name, version } = JSON.parse(await read("package.json")) as Record<string, string>;
  const candidates = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "License"];
  for (const file of candidates) {
    const text = await read(file).catch(() => undefined);
    if (text !== undefined) return `${name} ${version}\n\n${text.trim()}\n`;
  }
  throw new Error(`${name} is in the bundle, and has no licence file.`);
};

/** Writes the licences of the packages that the bundle contains. */
const writeLicenses: Plugin = {
  name: "licenses",
  setup: (build) => {
    build.onEnd(async ({ metafile }) => {
      const files = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) =>
        Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
          bytesInOutput > 0 ? [path.resolve(file)] : [],
        ),
      );
      const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined));
      const notices = await Promise.all([...folders].map(noticeOf));
      const separator = `\n${"-".repeat(78)}\n\n`;
      // tsup writes its own files later.
      await mkdir("dist", { recursive: true });
      await writeFile("dist/LICENSES.txt", notices.sort().join(separator));
    });
  },
};

/** One file with everything it uses, also of Effect and core: it starts in less than half of the time. */
export default defineConfig({
  entry: ["src/bin.ts"],
  format: ["esm"],
  target: "node22",
  platform: "node",
  external: ["@napi-rs/keyring"],
  // One core: its published entries are two, each with an Effect.
  esbuildOptions: (options) => {
    options.conditions = ["@knetik-users/source"];
  },
  define: { PACKAGE_VERSION: JSON.stringify(core.version) },
  // For packages that are CommonJS.
  banner: {
    js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
  },
  clean: true,
  esbuildPlugins: [writeLicenses],
});
