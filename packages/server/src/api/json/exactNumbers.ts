import type { FieldIssue } from "@knetik-users/core/effect";
import { maxDepth } from "./storable.ts";
import { fieldAt, issue, maxIssues } from "../errors/fieldIssues.ts";

/** Numbers that may not be exact: many digits, or a large exponent. */
const mayBeInexact = /\d[\d.]{15}|[eE][+-]?\d{3}/;
/** A JSON string, or a number. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
const isInteger = /^-?\d+$/;

/** Not a pattern, whose time would grow with the square of the number of zeros elsewhere. */
const withoutTrailingZeros = (digits: string) => {
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
};

/** Significant digits and the power of ten of the last one: `0.0120` is 12 × 10⁻³. */
const decimalOf = (number: string) => {
  const [mantissa = "", exponent = "0"] = number.replace(/^-/, "").toLowerCase().split("e", 2);
  const [whole = "", fraction = ""] = mantissa.split(".", 2);
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = withoutTrailingZeros(digits);
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return significant === "" ? { significant, power: 0 } : { significant, power };
};

/** Any double has a decimal form of at most 17 digits that is read as the same double. */
const digitsOfDouble = 17;

/** Checks that the number is written again as it was read. */
const isExact = (token: string): boolean => {
  // Integers are kept with all digits.
  if (isInteger.test(token)) return true;
  const value = Number(token);
  if (!Number.isFinite(value)) return false;
  const [given, kept] = [decimalOf(token), decimalOf(String(Math.abs(value)))];
  if (given.significant === kept.significant && given.power === kept.power) return true;
  // Not for integers of 64 bits, which are not doubles.
  const isDouble = given.power < 0 || Math.abs(value) > 2 ** 63;
  return value !== 0 && isDouble && given.significant.length <= digitsOfDouble;
};

const findMarks = (json: unknown, mark: string): ReadonlyArray<FieldIssue> => {
  const issues: Array<FieldIssue> = [];
  const visit = (value: unknown, path: ReadonlyArray<string>) => {
    // Deeper values are rejected for that.
    if (issues.length >= maxIssues || path.length > maxDepth) return;
    if (value === mark) {
      issues.push(issue(fieldAt(path), "is a number that cannot be stored without changing it"));
    } else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, [...path, key]);
    }
  };
  visit(json, []);
  return issues;
};

/**
 * Finds the numbers of a valid JSON text that a double would change: too large (`1e400`), too small
 * (`1e-400`), or with more digits than it keeps. Integers of any size are kept.
 */
export const inexactNumberIssues = (text: string): ReadonlyArray<FieldIssue> => {
  if (!mayBeInexact.test(text)) return [];
  // Random, so that no text of a caller can be mistaken for it.
  const mark = `inexact ${Math.random()}`;
  const marked = text.replace(stringOrNumber, (token) =>
    token.startsWith('"') || isExact(token) ? token : `"${mark}"`,
  );
  return marked === text ? [] : findMarks(JSON.parse(marked), mark);
};
