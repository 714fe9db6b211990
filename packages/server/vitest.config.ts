import { defineConfig } from "vitest/config";
import { reporters, sharedConfig } from "../../vitest.shared.ts";

type Engine = "memory" | "file" | "postgres";

const all = "{src,test}/**/*.test.ts";
const long = "{src,test}/**/*.long.test.ts";
const suites = "test/**/*.test.ts";

/** These replace a Node module or an OpenTelemetry global, and so need their own worker. */
const isolated = [
  "src/api/password-hashing/passwordQueue.test.ts",
  "test/security/signInStorm.test.ts",
  "test/telemetry.test.ts",
];

/**
 * Independent of the database: answered before a query is sent, or on a database of their own.
 * `test` runs them in memory only, `test:long` on PostgreSQL as well where they use one.
 */
const withoutDatabase = [
  "test/engines/process.test.ts",
  "test/hugeInput.test.ts",
  "test/prometheus.test.ts",
  "test/storage.test.ts",
  "test/clients/**",
];
const aboutHttp = [
  "test/http.test.ts",
  "test/openapi.test.ts",
  "test/proxy.test.ts",
  "test/sandboxClient.test.ts",
  "test/sandboxFaults.test.ts",
  "test/security/hardening.test.ts",
];
const aboutPostgres = "test/postgres/**";

/** `test` runs the suites in memory and on PostgreSQL, `test:long` on a file as well. */
export default defineConfig((environment) => {
  const { test, ...shared } = sharedConfig(environment);
  const project = (
    name: string,
    engine: Engine,
    include: ReadonlyArray<string>,
    exclude: ReadonlyArray<string>,
    isolate = false,
  ) => ({
    ...shared,
    test: {
      ...test,
      name,
      include: [...include],
      exclude: ["**/node_modules/**", ...exclude],
      provide: { engine, isLong: environment.mode === "long" },
      setupFiles: ["test/engines/seed.ts"],
      // Loading the server takes longer than most tests: once per worker, not once per file.
      isolate,
      globalSetup: [
        "test/engines/programs.ts",
        ...(engine === "postgres" ? ["test/engines/setup.ts"] : []),
      ],
    },
  });

  if (environment.mode === "long") {
    const notOnFile = ["test/storage.test.ts", "test/clients/**", aboutPostgres, ...isolated];
    const aboutPages = "test/pages.long.test.ts";
    const onPostgres = ["test/**/*.long.test.ts", "test/hugeInput.test.ts", ...aboutHttp];
    return {
      test: {
        reporters,
        projects: [
          // Their properties, with other inputs than those of `test`.
          project("memory", "memory", ["src/**/*.test.ts"], isolated),
          project("file", "file", [long, suites], notOnFile),
          project("postgres", "postgres", onPostgres, [aboutPages, ...isolated]),
          project("isolated-file", "file", isolated, [], true),
          project("isolated-postgres", "postgres", isolated, [], true),
        ],
      },
    };
  }
  const notOnPostgres = [long, ...withoutDatabase, ...aboutHttp, ...isolated];
  return {
    test: {
      maxWorkers: 2,
      reporters,
      projects: [
        project("memory", "memory", [all], [long, aboutPostgres, ...isolated]),
        project("postgres", "postgres", [suites], notOnPostgres),
        project("isolated", "memory", isolated, [], true),
      ],
    },
  };
});
