import path from "node:path";
import { defineConfig } from "tsup";
import { modules } from "../../tsup.shared.ts";
import { writeProgram } from "./bundle.ts";

const { entry, ...shared } = modules({
  index: "src/index.ts",
  "sandbox/client/sandboxClient": "src/sandbox/client/sandboxClient.ts",
});

export default defineConfig((given) => ({
  ...shared,
  // The program is a bundle.
  entry: [...(entry as ReadonlyArray<string>), "!src/cli/**"],
  platform: "node",
  external: [/^effect(\/|$)/, /^@knetik-users\//],
  onSuccess: () => writeProgram(path.resolve(given.outDir ?? "dist")),
}));
