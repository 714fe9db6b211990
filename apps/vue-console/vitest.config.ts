import vue from "@vitejs/plugin-vue";
import { defineConfig, mergeConfig } from "vitest/config";
import { sharedConfig } from "../../vitest.shared.ts";

export default defineConfig((env) =>
  mergeConfig(sharedConfig(env), {
    plugins: [vue()],
    test: {
      maxWorkers: 2,
      globalSetup: "test/globalSetup.ts",
    },
  }),
);
