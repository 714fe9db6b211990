import { defineConfig } from "tsup";

const entries = ["src/index.ts", "src/dto.ts", "src/terminus.ts", "src/testing.ts"];

export default defineConfig({
  entry: entries,
  format: ["esm"],
  target: "es2022",
  platform: "node",
  splitting: true,
  treeshake: true,
  dts: { entry: entries },
  sourcemap: true,
  clean: true,
  external: [/^effect(\/|$)/, /^@knetik-users\//, /^@nestjs\//, "rxjs", "reflect-metadata"],
});
