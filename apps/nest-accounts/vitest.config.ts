import { defineConfig, mergeConfig } from "vitest/config";
import { sharedConfig } from "../../vitest.shared.ts";

export default defineConfig((env) =>
  mergeConfig(sharedConfig(env), {
    // Nest's decorators; nothing relies on their metadata, which tsx does not emit either.
    oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
  }),
);
