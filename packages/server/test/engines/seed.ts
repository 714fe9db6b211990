import * as fc from "fast-check";
import { inject } from "vitest";

// `test` repeats the same inputs, so that it fails because of a change and not by chance. `test:long`
// looks for new ones.
if (!inject("isLong")) fc.configureGlobal({ seed: 1 });
