import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

/** The application that the tests run. */
export const playground = path.resolve(import.meta.dirname, "../playground");

// With the variables of Vitest, Nuxt would build for unit tests.
const { TEST: _, VITEST: __, VITEST_MODE: ___, ...env } = process.env;

/** Builds the application once for all tests, from the sources of this workspace. */
export const setup = async (): Promise<void> => {
  const cli = path.join(playground, "node_modules/nuxt/bin/nuxt.mjs");
  await promisify(execFile)(
    process.execPath,
    ["--conditions=@knetik-users/source", cli, "build", "--logLevel=silent"],
    {
      cwd: playground,
      env: { ...env, NODE_ENV: "production", NUXT_TELEMETRY_DISABLED: "1" },
    },
  );
};
