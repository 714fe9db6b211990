import { defineConfig } from "tsup";
import { modules } from "../../tsup.shared.ts";

export default defineConfig({
  ...modules({
    index: "src/index.ts",
    "sandbox/client/sandboxClient": "src/sandbox/client/sandboxClient.ts",
  }),
  platform: "node",
  external: [/^effect(\/|$)/, /^@knetik-users\//],
});
