// Compiles the decorators of this service and of `@knetik-users/nestjs` when Node loads their sources:
// `node --import=./register.ts src/main.ts`. The CommonJS half of tsx is left out, because it would
// load a second copy of Nest for packages that `require` it.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("tsconfig.run.json", import.meta.url)) });
