import { defineConfig } from "vitest/config";
import { sharedConfig } from "../../vitest.shared.ts";

const suites = "test/**/*.test.ts";
/** Bodies that are refused before they reach a database, and what brings a database of its own. */
const withoutDatabase = ["test/hugeInput.test.ts", "test/storage.test.ts", "test/clients/**"];
/** What is about HTTP alone, and so the same on every database: in `test` in memory only. */
const ofHttp = [
  "test/http.test.ts",
  "test/openapi.test.ts",
  "test/telemetry.test.ts",
  "test/sandboxClient.test.ts",
  "test/sandboxFaults.test.ts",
  "test/security/hardening.test.ts",
];
const ofPostgres = "test/postgres/**";

/**
 * The same suites on each database: in `test` in memory and on PostgreSQL, in `test:long` on a file
 * as well, and on each of them what is slow.
 */
export default defineConfig((environment) => {
  const { test, ...shared } = sharedConfig(environment);
  const long = environment.mode === "long";
  const exclude = ["**/node_modules/**"];
  const project = (
    engine: "memory" | "file" | "postgres",
    include: ReadonlyArray<string>,
    without: ReadonlyArray<string>,
  ) => ({
    ...shared,
    test: {
      ...test,
      name: engine,
      include: [...include],
      exclude: [...exclude, ...without],
      provide: { engine },
      ...(engine === "postgres" && { globalSetup: "test/engines/setup.ts", hookTimeout: 60_000 }),
    },
  });
  const slow = "{src,test}/**/*.long.test.ts";
  return {
    test: {
      projects: long
        ? [
            project("memory", ["src/**/*.long.test.ts"], []),
            project(
              "file",
              [slow, suites],
              ["test/storage.test.ts", "test/clients/**", ofPostgres],
            ),
            project(
              "postgres",
              ["test/**/*.long.test.ts", "test/hugeInput.test.ts", ...ofHttp],
              [],
            ),
          ]
        : [
            project("memory", ["{src,test}/**/*.test.ts"], ["**/*.long.test.ts", ofPostgres]),
            project("postgres", [suites], ["**/*.long.test.ts", ...withoutDatabase, ...ofHttp]),
          ],
    },
  };
});
