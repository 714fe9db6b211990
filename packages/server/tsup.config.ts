import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    sandbox: "src/sandbox/client/sandboxClient.ts",
    bin: "src/cli/bin.ts",
  },
  format: ["esm"],
  target: "es2022",
  platform: "node",
  splitting: true,
  treeshake: true,
  dts: { entry: { index: "src/index.ts", sandbox: "src/sandbox/client/sandboxClient.ts" } },
  sourcemap: true,
  clean: true,
  external: [/^effect(\/|$)/, /^@knetik-users\//],
});
