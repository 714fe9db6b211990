import { stripVTControlCharacters } from "node:util";

/** Controls, line separators, and marks that change the direction of the text after them. */
const invisible = String.raw`\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;
const unsafe = new RegExp(`[${invisible}]`, "gu");
const unsafeInText = new RegExp(`(?!\\n)[${invisible}]`, "gu");

/**
 * Makes a line safe to print: names of the API, of files and of columns may contain escape sequences,
 * which a terminal would obey, or line breaks, which would look like lines of the program.
 */
export const safeLine = (text: string): string =>
  stripVTControlCharacters(text).replace(/\s/g, " ").replace(unsafe, "");

/** The same for the cell of a table, without repeated spaces. */
export const printable = (text: string): string => safeLine(text).replace(/ +/g, " ");

/** The same for text of several lines. */
export const safeText = (text: string): string => text.replace(unsafeInText, "");

/** The same for JSON, which is still the same value: JSON itself escapes some of the controls only. */
export const safeJson = (json: string): string =>
  json.replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
