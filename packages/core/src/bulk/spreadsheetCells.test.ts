import { expect, it } from "vitest";
import { escapeFormula, unescapeFormula } from "./spreadsheetCells.ts";

it.each(["=1+1", "+49 170", "-x", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＠SUM", "'=1", "''=1"])(
  "protects %j, and restores it",
  (cell) => {
    expect(escapeFormula(cell)).toBe(`'${cell}`);
    expect(unescapeFormula(escapeFormula(cell))).toBe(cell);
  },
);

it.each(["", "ada", "a=b", "-5", "-5.25", "'quoted'", "'", "O'Brien"])(
  "leaves %j as it is",
  (cell) => {
    expect(escapeFormula(cell)).toBe(cell);
    expect(unescapeFormula(cell)).toBe(cell);
  },
);
