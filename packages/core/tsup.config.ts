import { defineConfig } from "tsup";

const publicEntries = ["src/index.ts", "src/effect.ts", "src/endpoints.ts"];

export default defineConfig({
  // One output file a module: a bundler then leaves out the endpoints and models nobody imports.
  entry: [...publicEntries, "src/*/*.ts", "!src/**/*.test.ts", "!src/**/*.test-d.ts"],
  tsconfig: "tsconfig.src.json",
  format: ["esm"],
  target: "es2022",
  platform: "neutral",
  splitting: true,
  treeshake: true,
  dts: { entry: publicEntries },
  sourcemap: true,
  clean: true,
  external: [/^effect(\/|$)/, "ky"],
});
