import { writeFile } from "node:fs/promises";
import { defineConfig } from "tsup";
import { emitDeclarations } from "../../declarations.shared.ts";
import { modules } from "../../tsup.shared.ts";

const writeDeclarations = async () => {
  for (const [file, text] of emitDeclarations(import.meta.dirname)) await writeFile(file, text);
};

export default defineConfig({
  ...modules({ module: "src/module.ts" }),
  dts: false,
  onSuccess: writeDeclarations,
  tsconfig: "tsconfig.src.json",
  platform: "neutral",
  external: [/^[^.]/],
});
