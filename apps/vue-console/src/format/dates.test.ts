import { expect, it } from "vitest";
import { fromDayInput, fromMomentInput, toDayInput, toMomentInput } from "./dates.ts";

const moment = new Date("2026-03-29T01:30:15Z");

it("converts days and times to an input's value and back", () => {
  expect(fromMomentInput(toMomentInput(moment))).toEqual(moment);
  expect(fromDayInput(toDayInput(moment))).toEqual(new Date("2026-03-29T00:00:00Z"));
});

it("has no errors without an error", () => {
  for (const text of [toDayInput(undefined), toMomentInput(undefined), toDayInput(new Date(NaN))]) {
    expect(text).toBe("");
  }
  expect(fromDayInput("")).toBeUndefined();
  expect(fromMomentInput("")).toBeUndefined();
});
