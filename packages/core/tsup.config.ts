import { writeFile } from "node:fs/promises";
import { defineConfig } from "tsup";
import { emitDeclarations } from "../../declarations.shared.ts";
import { modules } from "../../tsup.shared.ts";

export default defineConfig({
  ...modules({
    index: "src/index.ts",
    effect: "src/effect.ts",
    endpoints: "src/endpoints.ts",
  }),
  dts: false,
  onSuccess: async () => {
    for (const [file, text] of emitDeclarations(import.meta.dirname)) await writeFile(file, text);
  },
  tsconfig: "tsconfig.src.json",
  platform: "neutral",
  external: [/^effect(\/|$)/, "ky"],
});
