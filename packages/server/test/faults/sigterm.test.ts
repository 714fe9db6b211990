import { it } from "vitest";
import { stopUnderLoad } from "./sigterm.ts";

it("SIGTERM under load: every call in flight gets a complete response, and acknowledged writes are stored", () =>
  stopUnderLoad(12));
