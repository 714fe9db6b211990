import * as fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { endOfPrefix, searchKey } from "./searchKey.ts";

/** Compares as a database does: by UTF-8 bytes, which is code point order. */
const compare = (one: string, other: string) =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

describe("a prefix as a range", () => {
  it("contains exactly the texts that start with it", () => {
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
      { numRuns: inject("isLong") ? 2_000 : 500 },
    );
  });
});

it("a prefix may be long", () => {
  expect(endOfPrefix("a".repeat(500_000))).toHaveLength(500_000);
});

describe("a key", () => {
  it.each([
    ["ÉCLAIR", "e\u0301clair"],
    ["ΟΔΟΣ", "οδος"],
    ["ЖУК", "жук"],
    ["STRASSE", "straße"],
    ["STRAẞE", "straße"],
    ["JSMITH", "jſmith"],
    ["\u039cSER", "\u00b5ser"],
  ])("of %s and %s is the same", (one, other) => {
    expect(searchKey(one)).toBe(searchKey(other));
  });

  it("is the same for upper and lower case", () => {
    const letter = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      fc.constantFrom(
        "ß",
        "ẞ",
        "ſ",
        "µ",
        "İ",
        "ı",
        "ς",
        "Σ",
        "ŉ",
        "ǰ",
        "ﬁ",
        "ᾳ",
        "ᾼ",
        "ΐ",
        "ẛ",
        "ꭰ",
      ),
    );
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 8 }), (letters) => {
        // In composed order: in another order, marks may attach to another letter's capital.
        const text = letters.join("").normalize("NFC");
        expect(searchKey(text.toUpperCase())).toBe(searchKey(text));
        expect(searchKey(text.toLowerCase())).toBe(searchKey(text));
      }),
      { numRuns: inject("isLong") ? 5_000 : 1_000 },
    );
  });

  it("of a key returns that key", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(searchKey(searchKey(text))).toBe(searchKey(text));
      }),
    );
  });
});
