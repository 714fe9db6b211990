import { expect, it } from "vitest";
import { copiedName } from "./copiedName.ts";

it.each([
  ["level", ["level"], "level2"],
  ["level", ["level", "level2"], "level3"],
  ["level2", ["level", "level2"], "level3"],
  ["", [""], "2"],
] as const)("copies %j beside %j as %s", (name, taken, copy) => {
  expect(copiedName(name, taken)).toBe(copy);
});
