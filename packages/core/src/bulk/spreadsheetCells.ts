/** What a spreadsheet treats as the beginning of a formula, by OWASP's list; some read full-width signs, too. */
const signs = String.raw`[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]`;
/** An earlier export may have put apostrophes before it. */
const formula = new RegExp(`^'*${signs}`);
const escaped = new RegExp(`^'+${signs}`);
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/**
 * Puts an apostrophe before text that a spreadsheet would run as a formula. Anyone can register with a
 * display name such as `=HYPERLINK(…)`, which would run when a colleague opens the file. Numbers stay as they
 * are.
 */
export const escapeFormula = (cell: string): string =>
  formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;

/** Removes the apostrophe of {@link escapeFormula}. */
export const unescapeFormula = (cell: string): string =>
  escaped.test(cell) ? cell.slice(1) : cell;
