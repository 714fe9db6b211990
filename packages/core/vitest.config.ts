import { defineConfig, mergeConfig } from "vitest/config";
import { sharedConfig } from "../../vitest.shared.ts";

export default defineConfig((env) =>
  // No test replaces a module or a global: Effect is loaded once a worker, not once a file.
  mergeConfig(sharedConfig(env), { test: { isolate: false } }),
);
