import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/sandbox.ts", "src/bin.ts"],
  format: ["esm"],
  target: "es2022",
  platform: "node",
  splitting: true,
  treeshake: true,
  dts: { entry: ["src/index.ts", "src/sandbox.ts"] },
  sourcemap: true,
  clean: true,
  external: [/^effect(\/|$)/, /^@knetik-users\//],
});
