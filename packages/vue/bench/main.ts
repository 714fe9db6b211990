/** The browser bundle of a page with one composable, beyond Vue and Vue Query. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { pageOfCore, pageOfThis, pageOfVueQuery } from "./pages.ts";

const given = ["vue", "@tanstack/vue-query"];

/** Minified and gzipped size of a page, with everything that is not `external`. */
const sizeOf = async (contents: string, external: ReadonlyArray<string>) => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    conditions: ["@knetik-users/source"],
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    external: [...external],
    write: false,
    logLevel: "error",
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
};

const rows = [
  ["Vue, Vue Query and a fetch: the baseline", pageOfVueQuery, []],
  ["the same page with @knetik-users/vue", pageOfThis, []],
  ["… without Vue and Vue Query, which it has in common with the baseline", pageOfThis, given],
  ["… of that, @knetik-users/core with Effect and ky", pageOfCore, []],
] as const;

const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);

console.log("A page that shows one user, bundled by esbuild for browsers");
console.table(
  await Promise.all(
    rows.map(async ([page, contents, external]) => {
      const { minified, gzipped } = await sizeOf(contents, external);
      return { page, "minified KB": kilobytes(minified), "gzipped KB": kilobytes(gzipped) };
    }),
  ),
);
