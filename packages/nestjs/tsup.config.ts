import { defineConfig } from "tsup";
import { modules } from "../../tsup.shared.ts";

export default defineConfig({
  ...modules({
    index: "src/index.ts",
    dto: "src/dto.ts",
    swagger: "src/swagger.ts",
    terminus: "src/terminus.ts",
    testing: "src/testing.ts",
  }),
  platform: "node",
  external: [/^effect(\/|$)/, /^@knetik-users\//, /^@nestjs\//, "rxjs", "reflect-metadata"],
});
