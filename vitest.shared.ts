import { defineConfig } from "vitest/config";
import type { InlineConfig } from "vitest/node";

const conditions = ["@knetik-users/source", "module", "node", "development|production"];

/** The usual output, and a results file for scripts/test-report.ts. */
export const reporters = [
  "default",
  ...(process.env["GITHUB_ACTIONS"] === undefined ? [] : ["github-actions"]),
  ["json", { outputFile: ".vitest/results.json" }],
] satisfies InlineConfig["reporters"];

/**
 * The settings every package's tests share. `vitest run` runs `*.test.ts`; `vitest run --mode long`
 * runs `*.long.test.ts`, which are too slow for every change. Type tests (`*.test-d.ts`) are checked
 * by the type check and never run.
 */
export const sharedConfig = defineConfig(({ mode }) => {
  const long = mode === "long";
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      include: long ? ["{src,test}/**/*.long.test.ts"] : ["{src,test}/**/*.test.ts"],
      exclude: long ? ["**/node_modules/**"] : ["**/node_modules/**", "**/*.long.test.ts"],
      // Effect, Nest and Vue take longer to load than most tests to run: once a worker, not once a
      // file. A test that replaces a module or a global belongs into a project of its own.
      isolate: false,
      reporters,
      // Long enough for a busy machine: the timeouts only end what hangs.
      testTimeout: 180_000,
      hookTimeout: 180_000,
      expect: { poll: { timeout: 120_000 } },
      // test-report.ts names the tests that needed it: decision 51.
      retry: process.env["CI"] === undefined ? 0 : 1,
    },
  };
});
