import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/**
 * Keeps imports between source files as imports between output files. Without it esbuild moves shared
 * code into files named `chunk-XXXX.js`, which say nothing in a stack trace.
 */
const keepModules: Plugin = {
  name: "keep-modules",
  setup: (build) => {
    build.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ kind, path }) =>
      kind === "entry-point" ? undefined : { path: path.replace(/\.ts$/, ".js"), external: true },
    );
  },
};

/**
 * One output file per source file, so that a bundler drops what an application does not import.
 * `entries` are the public ones, by their name in `dist`.
 */
export const modules = (entries: Readonly<Record<string, string>>): Options => ({
  entry: ["src/**/*.ts", "!src/**/*.test.ts", "!src/**/*.test-d.ts", "!src/**/*.d.ts"],
  format: ["esm"],
  target: "es2022",
  dts: { entry: { ...entries } },
  sourcemap: true,
  clean: true,
  splitting: false,
  esbuildPlugins: [keepModules],
});
