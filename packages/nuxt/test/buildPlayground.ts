import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { plainEnv } from "./support/newcomer.ts";

/** The application that the tests run. */
export const playground = path.resolve(import.meta.dirname, "../playground");

/** Milliseconds for tests that install or build, which takes minutes on a busy machine. */
export const patience = 1_800_000;

const build = async (env: Readonly<Record<string, string>>): Promise<void> => {
  const cli = path.join(playground, "node_modules/nuxt/bin/nuxt.mjs");
  await promisify(execFile)(
    process.execPath,
    ["--conditions=@knetik-users/source", cli, "build", "--logLevel=silent"],
    {
      cwd: playground,
      env: { ...plainEnv, NODE_ENV: "production", NUXT_TELEMETRY_DISABLED: "1", ...env },
    },
  );
};

/** Builds the application once for all tests, from the sources of this workspace. */
export const setup = (): Promise<void> => build({});

/** Builds the application for a platform, and returns the folder of the output. */
export const buildPreset = async (preset: "cloudflare_module" | "vercel"): Promise<string> => {
  await build({ NITRO_PRESET: preset });
  return path.join(playground, "node_modules/.cache", preset, "output");
};
