import { expect, it } from "vitest";
import type { Definition } from "../properties/kinds.ts";
import { risksOf } from "./changeRisks.ts";

const level = { type: "integer", name: "level", required: false, min: 1, max: 10 } as const;
const rules = (properties: ReadonlyArray<Definition>, allowAdditional = false) => ({
  properties,
  allowAdditional,
});
const kinds = (...[before, after]: Parameters<typeof risksOf>) =>
  risksOf(before, after).map(({ kind }) => kind);

it.each([
  ["nothing", level, level, []],
  ["a wider range", level, { ...level, min: 0, max: 11 }, []],
  ["no limit", level, { type: "integer", name: "level", required: false }, []],
  ["a lower maximum", level, { ...level, max: 9 }, ["stricter"]],
  ["a higher minimum", level, { ...level, min: 2 }, ["stricter"]],
  [
    "a new limit",
    { type: "text", name: "a", required: false },
    { type: "text", name: "a", required: false, maxLength: 5 },
    ["stricter"],
  ],
  ["another type", level, { type: "text", name: "level", required: false }, ["type"]],
  ["required", level, { ...level, required: true }, ["required"]],
  ["no longer required", { ...level, required: true }, level, []],
  ["another label", level, { ...level, friendlyName: "Level" }, []],
] as const)("%s", (_, before, after, expected) => {
  expect(kinds(rules([before]), rules([after]))).toEqual(expected);
});

it("sees removed and added properties", () => {
  expect(kinds(rules([level]), rules([]))).toEqual(["removed"]);
  expect(kinds(rules([level]), rules([], true))).toEqual([]);
  expect(kinds(rules([]), rules([level]))).toEqual([]);
  expect(kinds(rules([]), rules([{ ...level, required: true }]))).toEqual(["required"]);
  expect(kinds(rules([], true), rules([]))).toEqual(["others"]);
});

it("looks into lists and maps", () => {
  const list = (max: number) =>
    ({ type: "list", name: "l", required: false, valueDefinition: { ...level, max } }) as const;
  expect(kinds(rules([list(10)]), rules([list(9)]))).toEqual(["stricter"]);
  expect(kinds(rules([list(10)]), rules([list(11)]))).toEqual([]);
  const map = (properties: ReadonlyArray<Definition>) =>
    ({ type: "map", name: "m", required: false, properties }) as const;
  expect(kinds(rules([map([level])]), rules([map([])]))).toEqual(["stricter"]);
  expect(kinds(rules([map([])]), rules([map([level])]))).toEqual([]);
});
