import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOfPrefix, searchKey } from "./searchKey.ts";

/** As a database compares: by the bytes of UTF-8, which is by code points. */
const compare = (one: string, other: string) =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

describe("a prefix as a range", () => {
  it("holds exactly what starts with it", () => {
    const text = fc.string({
      unit: fc.constantFrom(
        "a",
        "b",
        "%",
        "_",
        "\\",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\u{10ffff}",
        "é",
      ),
      maxLength: 4,
    });
    fc.assert(
      fc.property(text, text, (whole, prefix) => {
        const end = endOfPrefix(prefix);
        const inRange =
          compare(whole, prefix) >= 0 && (end === undefined || compare(whole, end) < 0);
        expect(inRange).toBe(whole.startsWith(prefix));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a key", () => {
  it.each([
    ["ÉCLAIR", "e\u0301clair"],
    ["ΟΔΟΣ", "οδος"],
    ["ЖУК", "жук"],
  ])("of %s and %s is the same", (one, other) => {
    expect(searchKey(one)).toBe(searchKey(other));
  });

  it("of a key is that key", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(searchKey(searchKey(text))).toBe(searchKey(text));
      }),
    );
  });
});
