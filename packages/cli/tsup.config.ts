import { defineConfig } from "tsup";
import { modules } from "../../tsup.shared.ts";

export default defineConfig({
  ...modules({}),
  // A program: nothing is imported from it.
  dts: false,
  platform: "node",
  external: [/^effect(\/|$)/, /^@knetik-users\//],
});
