import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/effect.ts"],
  tsconfig: "tsconfig.src.json",
  format: ["esm"],
  target: "es2022",
  platform: "neutral",
  splitting: true,
  treeshake: true,
  dts: true,
  sourcemap: true,
  clean: true,
  external: [/^effect(\/|$)/, "ky"],
});
