import { expect, it } from "vitest";
import { importWithKills } from "./killedImport.ts";

it("loses and repeats nothing when the program is killed fifty times", async () => {
  const { wasKilled, names, found, answered, last, again } = await importWithKills(2_550, 50);
  expect(wasKilled).toBe(50);
  expect(found.sort()).toEqual([...names].sort());
  expect(new Set(answered.values())).toEqual(new Set([1]));
  expect(JSON.parse(last.out)).toMatchObject({ rows: 2_550, created: 2_550, failed: 0 });
  expect(JSON.parse(again.out)).toMatchObject({ unchanged: 2_550 });
}, 600_000);
