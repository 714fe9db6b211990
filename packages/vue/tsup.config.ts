import { defineConfig } from "tsup";

const entries = ["src/index.ts"];

export default defineConfig({
  entry: entries,
  format: ["esm"],
  target: "es2022",
  platform: "neutral",
  treeshake: true,
  dts: { entry: entries },
  sourcemap: true,
  clean: true,
  external: [/^effect(\/|$)/, /^@knetik-users\//, /^@tanstack\//, "vue", "devalue"],
});
