import { defineConfig, mergeConfig } from "vitest/config";
import { sharedConfig } from "../../vitest.shared.ts";

export default defineConfig((env) =>
  mergeConfig(sharedConfig(env), { test: { globalSetup: "test/buildPlayground.ts" } }),
);
