import { expect, it } from "vitest";
import { formatNumber } from "./numbers.ts";

it.each([
  [1_234_567, "1,234,567"],
  [0.123456789, "0.123456789"],
  [0.1, "0.1"],
  [-2.5, "-2.5"],
  [1.25e300, "1.25E300"],
  [5e-324, "5E-324"],
  [9_007_199_254_740_993n, "9,007,199,254,740,993"],
])("writes %s as %s, with all digits", (value, text) => {
  expect(formatNumber(value)).toBe(text);
});
