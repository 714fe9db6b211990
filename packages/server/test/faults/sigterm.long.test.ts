import { it } from "vitest";
import { stopUnderLoad } from "./sigterm.ts";

it("SIGTERM under load, ten times", { timeout: 300_000 }, async () => {
  for (let time = 0; time < 10; time += 1) await stopUnderLoad(50);
});
