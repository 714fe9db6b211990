import { expect, it } from "vitest";
import { relativeTime } from "./relativeTime.ts";

const now = Date.parse("2026-03-10T12:00:00Z");

it.each([
  ["2026-03-10T11:59:30Z", "now"],
  ["2026-03-10T11:58:59Z", "1 minute ago"],
  ["2026-03-10T09:30:00Z", "2 hours ago"],
  ["2026-03-09T11:00:00Z", "1 day ago"],
  ["2026-03-11T13:00:00Z", "in 1 day"],
  ["2026-02-20T12:00:00Z", "2 weeks ago"],
  ["2025-12-20T12:00:00Z", "2 months ago"],
  ["2026-03-08T13:00:00Z", "1 day ago"],
  ["2024-12-20T12:00:00Z", "1 year ago"],
  ["2024-03-01T12:00:00Z", "2 years ago"],
])("%s is %s", (date, text) => {
  expect(relativeTime(new Date(date), now)).toBe(text);
});
