import { it } from "vitest";
import { stopUnderLoad } from "./sigterm.ts";

it(
  "SIGTERM under load: every call on a connection is answered whole, and what was written is there",
  () => stopUnderLoad(50),
  60_000,
);
