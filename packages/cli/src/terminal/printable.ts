import { stripVTControlCharacters } from "node:util";

/**
 * Makes text of the API safe to print: a display name may contain escape sequences, which a terminal
 * would obey, or line breaks, which would break a table.
 */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, "");
