import { it } from "vitest";
import { failOver } from "./failover.ts";

it("a replica is promoted under load, five times", async () => {
  for (let round = 0; round < 5; round += 1) await failOver(16, 200);
});
