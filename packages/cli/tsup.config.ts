import { defineConfig } from "tsup";
import { modules } from "../../tsup.shared.ts";

export default defineConfig({
  ...modules({}),
  // A program: nothing is imported from it.
  dts: false,
  platform: "node",
  // Optional dependencies are not external by themselves.
  external: [/^effect(\/|$)/, /^@knetik-users\//, "@napi-rs/keyring"],
});
