import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { defineConfig } from "tsup";
import { emitDeclarations } from "../../declarations.shared.ts";
import { modules } from "../../tsup.shared.ts";
import { bundled, findModules, redirectTo, writeBundles } from "./bundle.ts";
import manifest from "./package.json" with { type: "json" };

const writeDeclarations = async () => {
  for (const [file, text] of emitDeclarations(import.meta.dirname)) {
    // Modules of types have no code, and so no folder yet.
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
};

// `given` are the flags: the tests of apps/runtimes build without declarations, and elsewhere.
export default defineConfig(async (given) => {
  const found = await findModules();
  const { esbuildPlugins = [], ...rest } = modules({});
  const define = { PACKAGE_VERSION: JSON.stringify(manifest.version) };
  return {
    ...rest,
    entry: [...found.withEffect],
    esbuildPlugins: [
      redirectTo(bundled("shared"), found.shared),
      redirectTo(bundled("admin"), found.admin),
      ...esbuildPlugins,
    ],
    dts: false,
    tsconfig: "tsconfig.src.json",
    platform: "neutral",
    define,
    external: [/^effect(\/|$)/, "ky"],
    onSuccess: async () => {
      await writeBundles(found, path.resolve(given.outDir ?? "dist"), define);
      if (given.dts !== false) await writeDeclarations();
    },
  };
});
