import { defineConfig } from "tsup";
import { modules } from "../../tsup.shared.ts";

export default defineConfig({
  ...modules({ index: "src/index.ts", testing: "src/testing.ts" }),
  platform: "neutral",
  external: [/^@knetik-users\//, /^@tanstack\//, "vue", "devalue"],
});
