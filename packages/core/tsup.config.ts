import { writeFile } from "node:fs/promises";
import { defineConfig } from "tsup";
import { emitDeclarations } from "../../declarations.shared.ts";
import { modules } from "../../tsup.shared.ts";
import manifest from "./package.json" with { type: "json" };

const writeDeclarations = async () => {
  for (const [file, text] of emitDeclarations(import.meta.dirname)) await writeFile(file, text);
};

// `given` are the flags: the tests of apps/runtimes build without declarations.
export default defineConfig((given) => ({
  ...modules({
    index: "src/index.ts",
    effect: "src/effect.ts",
    endpoints: "src/endpoints.ts",
  }),
  dts: false,
  ...(given.dts !== false && { onSuccess: writeDeclarations }),
  tsconfig: "tsconfig.src.json",
  platform: "neutral",
  define: { PACKAGE_VERSION: JSON.stringify(manifest.version) },
  external: [/^effect(\/|$)/, "ky"],
}));
