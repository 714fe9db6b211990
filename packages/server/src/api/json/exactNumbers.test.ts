import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inexactNumberIssues } from "./exactNumbers.ts";

const isAccepted = (number: string) => inexactNumberIssues(`{"a":${number}}`).length === 0;

describe("a number in JSON", () => {
  it.each([
    "0",
    "-0",
    "0.0",
    "0e999",
    "0.000000000000000000000000",
    "1.0",
    "1.50",
    "0.1",
    "1e20",
    "1.5E+300",
    "1.7976931348623157e308",
    "5e-324",
    "2.2250738585072014e-308",
    "0.10000000000000001",
    "0.30000000000000004",
    "100000.0000000000000000",
    "9007199254740992.0",
    "9007199254740993",
    "-9223372036854775808",
    "1000000000000000000000000000000000000000001",
  ])("%s is kept", (number) => {
    expect(isAccepted(number)).toBe(true);
  });

  it.each([
    "1e400",
    "-1e400",
    "1.8e308",
    "1e-400",
    "9007199254740993.0",
    "9.007199254740993e15",
    "9007199254740993e0",
    "0.1234567890123456789",
    "123456789.12345678901234",
    "3.14159265358979323846",
  ])("%s is rejected", (number) => {
    expect(isAccepted(number)).toBe(false);
  });

  it("of JavaScript is kept", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // An integer of at most 64 bits may be meant exactly.
        const isLong = Number.isInteger(value) && Math.abs(value) <= 2 ** 63;
        for (const number of [
          JSON.stringify(value),
          ...(isLong ? [] : [value.toExponential(16)]),
        ]) {
          expect([number, isAccepted(number)]).toEqual([number, true]);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("is reported with its field, and texts are not mistaken for numbers", () => {
    const text = '{"1e400":{"b":["1e400","\\"1e400",1e400,{"c":-1e999}]},"d":1e400,"e":1.5}';
    expect(inexactNumberIssues(text).map(({ field }) => field)).toEqual([
      "1e400.b.2",
      "1e400.b.3.c",
      "d",
    ]);
  });

  it("is not looked for below the levels that are rejected", () => {
    const deep = `${"[".repeat(200_000)}1e400${"]".repeat(200_000)}`;
    expect(inexactNumberIssues(deep)).toEqual([]);
  });

  it("is found in linear time", () => {
    expect(inexactNumberIssues(`{"a":${"1".repeat(500_000)}.5}`)).toHaveLength(1);
    expect(inexactNumberIssues(`{"a":0.1${"0".repeat(500_000)}1}`)).toHaveLength(1);
    expect(inexactNumberIssues(`{"a":0.${"0".repeat(500_000)}}`)).toEqual([]);
    expect(inexactNumberIssues(`["${"\\\\".repeat(250_000)}",1e400]`)).toHaveLength(1);
  });
});
