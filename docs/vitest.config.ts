import path from "node:path";
import vue from "@vitejs/plugin-vue";
import { mergeConfig, defineConfig } from "vitest/config";
import { sharedConfig } from "../vitest.shared.ts";

export default defineConfig((env) =>
  mergeConfig(sharedConfig(env), {
    plugins: [vue()],
    resolve: {
      // The copies that the module uses: Nest finds its providers by their classes.
      alias: [
        {
          find: /^((?:@nestjs\/[^/]+)|graphql|rxjs)$/,
          replacement: path.resolve(import.meta.dirname, "../packages/nestjs/node_modules/$1"),
        },
      ],
    },
    // It imports JSON in a way that Node does not know, and its source maps have no sources.
    logLevel: "error",
    test: { server: { deps: { inline: ["@actions/workflow-parser"] } } },
    // As in an application that `nest new` makes.
    oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  }),
);
