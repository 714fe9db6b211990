import { expect, it } from "vitest";
import { importWithKills } from "./killedImport.ts";

it("loses and repeats nothing when the program is killed", async () => {
  const { wasKilled, names, found, answered, last, again } = await importWithKills(120, 3);
  expect(wasKilled).toBe(3);
  expect(found.sort()).toEqual([...names].sort());
  expect(new Set(answered.values())).toEqual(new Set([1]));
  expect(JSON.parse(last.out)).toMatchObject({ rows: 120, created: 120, failed: 0, remaining: 0 });
  expect(JSON.parse(again.out)).toMatchObject({ unchanged: 120 });
});
