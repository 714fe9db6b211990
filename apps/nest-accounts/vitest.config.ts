import { defineConfig, mergeConfig } from "vitest/config";
import { sharedConfig } from "../../vitest.shared.ts";

export default defineConfig((env) =>
  mergeConfig(sharedConfig(env), {
    // Nest decorators. Nothing relies on emitted metadata.
    oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
  }),
);
