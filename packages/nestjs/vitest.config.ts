import path from "node:path";
import { defineConfig, mergeConfig } from "vitest/config";
import { reporters, sharedConfig } from "../../vitest.shared.ts";

/** Runs the same suite on both majors: here Nest's packages resolve to those of `nest11/`. */
const nest11 = [
  {
    find: /^(@nestjs\/[^/]+|nestjs-pino)$/,
    replacement: path.resolve(import.meta.dirname, "nest11/node_modules/$1"),
  },
];

export default defineConfig((env) => {
  const shared = sharedConfig(env);
  const project = (name: string, alias: typeof nest11) =>
    mergeConfig(shared, {
      resolve: { alias },
      // Nest applications use decorators; nothing relies on emitted metadata.
      oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
      test: { name, env: { NEST: name } },
    });
  return { test: { reporters, projects: [project("nest12", []), project("nest11", nest11)] } };
});
