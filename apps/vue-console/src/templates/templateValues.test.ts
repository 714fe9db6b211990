import { expect, it } from "vitest";
import { mergeChanges } from "../unsaved/mergeChanges.ts";
import type { TemplateDraft } from "./templateDraft.ts";
import {
  draftOfValues,
  isMergeable,
  nameOfDefinition,
  templateChanges,
  valuesOfDraft,
} from "./templateValues.ts";

const draft = (names: ReadonlyArray<string>, more: Partial<TemplateDraft> = {}): TemplateDraft => ({
  id: "t",
  name: "T",
  allowAdditional: false,
  properties: names.map((name) => ({ name, type: "text", required: false })),
  ...more,
});
const merged = (before: TemplateDraft, mine: TemplateDraft, theirs: TemplateDraft) =>
  draftOfValues(
    mergeChanges(valuesOfDraft(before), valuesOfDraft(mine), valuesOfDraft(theirs)).values,
    before,
    mine,
    theirs,
  );
const order = ({ properties }: TemplateDraft) => properties.map(nameOfDefinition);

it("keeps the order of the side that has changed it, and adds what only one side has", () => {
  const before = draft(["a", "b", "c"]);
  const reordered = draft(["c", "a", "b"]);
  const added = draft(["a", "b", "c", "d"]);
  expect(order(merged(before, reordered, added))).toEqual(["c", "a", "b", "d"]);
  expect(order(merged(before, added, reordered))).toEqual(["c", "a", "b", "d"]);
  expect(order(merged(before, draft(["a", "c"]), added))).toEqual(["a", "c", "d"]);
});

it("sends only what differs", () => {
  const template = { id: "t", name: "T", properties: draft(["a", "b"]).properties };
  expect(templateChanges(draft(["a", "b"]), template)).toEqual({});
  expect(templateChanges(draft(["a", "b"], { name: "U" }), template)).toEqual({ name: "U" });
  expect(Object.keys(templateChanges(draft(["b", "a"]), template))).toEqual(["properties"]);
});

it("does not merge definitions of the same name", () => {
  expect(isMergeable(draft(["a", "b"]))).toBe(true);
  expect(isMergeable(draft(["a", "a"]))).toBe(false);
});
