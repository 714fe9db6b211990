import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import chromium from "@sparticuz/chromium";
import type { TestProject } from "vitest/node";
import { buildConsole } from "../server/buildConsole.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Output folder of the console. */
    readonly folder: string;
    readonly browser: string;
  }
}

/** Builds the console once for all tests and unpacks the browser. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const folder = path.join(tmpdir(), `vue-console-test-${process.pid}`);
  await buildConsole(folder);
  provide("folder", folder);
  provide("browser", await chromium.executablePath());
  return () => rm(folder, { recursive: true, force: true });
};
