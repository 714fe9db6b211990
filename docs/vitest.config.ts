import path from "node:path";
import { mergeConfig, defineConfig } from "vitest/config";
import { sharedConfig } from "../vitest.shared.ts";

export default defineConfig((env) =>
  mergeConfig(sharedConfig(env), {
    resolve: {
      // The copies that the module uses: Nest finds its providers by their classes.
      alias: [
        {
          find: /^(@nestjs\/[^/]+)$/,
          replacement: path.resolve(import.meta.dirname, "../packages/nestjs/node_modules/$1"),
        },
      ],
    },
    // The examples for Nest use decorators.
    oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
  }),
);
