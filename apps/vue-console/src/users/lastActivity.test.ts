import { expect, it } from "vitest";
import { describeLastActivity, joinLastActivity, splitLastActivity } from "./lastActivity.ts";

it("converts to form values and back", () => {
  const { operator, moment } = splitLastActivity("GOE,1767225600");
  expect(joinLastActivity(operator, moment)).toBe("GOE,1767225600");
});

it("is undefined while a part is missing", () => {
  expect(joinLastActivity("", "2026-01-01T00:00")).toBe("");
  expect(joinLastActivity("GT", "")).toBe("");
  expect(splitLastActivity("")).toEqual({ operator: "", moment: "" });
});

it("says so in words", () => {
  expect(describeLastActivity("LT,1767225600", (date) => date.toISOString().slice(0, 10))).toBe(
    "before 2026-01-01",
  );
});
