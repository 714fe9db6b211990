import { defineConfig } from "tsup";

const publicEntries = ["src/index.ts"];

export default defineConfig({
  // One output file a module: a bundler then leaves out the composables nobody imports.
  entry: [...publicEntries, "src/*.ts", "src/*/*.ts", "!src/**/*.test.ts", "!src/**/*.test-d.ts"],
  format: ["esm"],
  target: "es2022",
  platform: "neutral",
  splitting: true,
  treeshake: true,
  dts: { entry: publicEntries },
  sourcemap: true,
  clean: true,
  external: [/^effect(\/|$)/, /^@knetik-users\//, /^@tanstack\//, "vue", "devalue"],
});
