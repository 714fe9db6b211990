import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseRetryAfter } from "./retryAfter.ts";

const now = Date.parse("2026-03-01T12:00:00Z");

const zone = process.env["TZ"];
beforeAll(() => {
  // Far from UTC, so that a date parsed as local time is noticed.
  process.env["TZ"] = "Asia/Tokyo";
});
afterAll(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

describe("parseRetryAfter", () => {
  it.each([
    ["0", 0],
    ["7", 7_000],
    ["120", 120_000],
    [" 7 ", 7_000],
    ["007", 7_000],
    // Fractions are not in the standard, but some servers send them. Rounds up.
    ["1.5", 1_500],
    ["0.0001", 1],
    ["999999999", 999_999_999_000],
  ])("reads %j as seconds", (header, milliseconds) => {
    expect(parseRetryAfter(header, now)).toBe(milliseconds);
  });

  it.each([
    ["IMF-fixdate", "Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
    ["RFC 850", "Sunday, 01-Mar-26 12:00:30 GMT", 30_000],
    ["asctime, which is UTC too", "Sun Mar  1 12:00:30 2026", 30_000],
    ["a date of now", "Sun, 01 Mar 2026 12:00:00 GMT", 0],
    ["a past date", "Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ])("reads an HTTP date: %s", (_form, header, milliseconds) => {
    expect(parseRetryAfter(header, now)).toBe(milliseconds);
  });

  it.each([
    "",
    " ",
    "-5",
    "+5",
    "1e9",
    "0x10",
    "5s",
    "5,6",
    "soon",
    "NaN",
    "Infinity",
    "٣",
    "1.",
    ".5",
    "2026-03-01T12:00:30Z",
    "Sun, 99 Mar 2026 12:00:30 GMT",
    // V8 parses these as dates in 2001, which would mean "retry now".
    "wait 5",
    "in 12 seconds",
    "abc 5",
  ])("treats %j as nothing", (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  });

  it("is undefined without a header", () => {
    expect(parseRetryAfter(null, now)).toBeUndefined();
  });

  it("keeps a huge number huge, so that the call fails fast instead of asking again at once", () => {
    for (const header of ["9999999999", "1".repeat(30), "9".repeat(400)]) {
      const wait = parseRetryAfter(header, now);
      expect(wait).toBeGreaterThan(1e12);
      expect(Number.isSafeInteger(wait)).toBe(true);
    }
  });

  it("never throws, and returns a valid wait or undefined", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const wait = parseRetryAfter(header, now);
        expect(wait === undefined || wait >= 0).toBe(true);
      }),
    );
  });
});
