import { expect, it } from "vitest";
import { makeSeenKeys } from "./seenKeys.ts";

it("finds every key that occurs again, and no other, also when it is full", () => {
  const keys = 100_000;
  const seen = makeSeenKeys(keys);
  const all = Array.from({ length: keys }, (_, index) => index);
  const takenForAnother = all.filter((index) => seen.add(`user${index}`, index + 2) !== undefined);
  expect(takenForAnother).toEqual([]);
  const missed = all.filter((index) => seen.add(`user${index}`, 1) !== index + 2);
  expect(missed).toEqual([]);
});
