/** A spreadsheet treats such a cell as a formula. An earlier export may have put apostrophes before it. */
const formula = /^'*[=+\-@\t\r]/;
const escaped = /^'+[=+\-@\t\r]/;
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/**
 * Puts an apostrophe before text that a spreadsheet would run as a formula. Anyone can register with a
 * display name such as `=HYPERLINK(…)`, which would run when a colleague opens the file.
 */
export const escapeFormula = (cell: string): string =>
  formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;

/** Removes the apostrophe of {@link escapeFormula}. */
export const unescapeFormula = (cell: string): string =>
  escaped.test(cell) ? cell.slice(1) : cell;
