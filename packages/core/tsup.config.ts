import { defineConfig } from "tsup";
import { modules } from "../../tsup.shared.ts";

export default defineConfig({
  ...modules({
    index: "src/index.ts",
    effect: "src/effect.ts",
    endpoints: "src/endpoints.ts",
  }),
  tsconfig: "tsconfig.src.json",
  platform: "neutral",
  external: [/^effect(\/|$)/, "ky"],
});
