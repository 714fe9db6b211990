import path from "node:path";
import { defineConfig, mergeConfig } from "vitest/config";
import { reporters, sharedConfig } from "../../vitest.shared.ts";

/** The same suite on both majors: here `@nestjs/*` leads to the packages of `nest11/`. */
const nest11 = [
  {
    find: /^(@nestjs\/[^/]+)$/,
    replacement: path.resolve(import.meta.dirname, "nest11/node_modules/$1"),
  },
];

export default defineConfig((env) => {
  const shared = sharedConfig(env);
  const project = (name: string, alias: typeof nest11) =>
    mergeConfig(shared, {
      resolve: { alias },
      // Nest's applications are written with decorators; nothing relies on their metadata.
      oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
      test: { name, env: { NEST: name } },
    });
  return { test: { reporters, projects: [project("nest12", []), project("nest11", nest11)] } };
});
