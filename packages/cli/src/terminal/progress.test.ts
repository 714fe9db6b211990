import { expect, it } from "vitest";
import { progressLine } from "./progress.ts";

it("shows the share, the rate and the time left", () => {
  const line = progressLine("Exported", { done: 412_000, total: 1_000_000, rate: 8_200 });
  expect(line).toBe("Exported ████████░░░░░░░░░░░░ 412,000 of 1,000,000 (41%)  8,200/s  1:11 left");
  expect(line.length).toBeLessThanOrEqual(80);
});

it("shows hours, and no time left at the end", () => {
  expect(progressLine("Imported", { done: 1, total: 9_001, rate: 1 })).toContain("2:30:00 left");
  expect(progressLine("Imported", { done: 10, total: 10, rate: 1 })).not.toContain("left");
});

it("does not show a share of a total that is too low", () => {
  expect(progressLine("Exported", { done: 12_000, total: 10_001, rate: 100 })).toBe(
    "Exported 12,000  100/s",
  );
});
