import { contract } from "@knetik-users/core/effect";
import { expect, it } from "vitest";
import { fuzz, type Tally } from "./fuzz.ts";

it("no input makes the server fail or change unrelated data, for long", async () => {
  const tally: Tally = new Map();
  // A new server for each: rows written before slow down every comparison of the tables.
  for (let round = 0; round < 10; round += 1) await fuzz(1_000, tally);
  for (const [name, statuses] of tally) {
    const counts = [...statuses].sort(([one], [other]) => one - other);
    console.log(`${name}: ${counts.map(([status, count]) => `${count} × ${status}`).join(", ")}`);
  }
  // Every operation also succeeded at least once.
  for (const name of Object.keys(contract)) {
    const statuses = [...(tally.get(name)?.keys() ?? [])];
    expect([name, statuses.some((status) => status < 300)]).toEqual([name, true]);
  }
}, 600_000);
