import { stringifyJson } from "@knetik-users/core/effect";

/** Ends a line, or changes the direction or the place of the text around it. */
const disruptive = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const allDisruptive = new RegExp(disruptive, "gu");

/** Hidden text: characters that say something to a program and nothing to a reader. */
const tags = /[\u{e0000}-\u{e007f}\ufff9-\ufffb]/u;

/** Checks that a name has at least one visible character and none that changes text around it. */
export const isDisplayName = (text: string): boolean =>
  !disruptive.test(text) &&
  !tags.test(text) &&
  (text === "" || /[^\p{Default_Ignorable_Code_Point}\p{Z}]/u.test(text));

/** Text for one line of a log, a terminal or a header: disruptive characters become `\ufffd`. */
export const printable = (text: string): string => text.replace(allDisruptive, "\ufffd");

/** Text for several lines. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");

/** A JSON text for a terminal, without loss: disruptive characters are escaped. */
export const printableText = (json: string): string =>
  json.replace(allDisruptive, (character) =>
    // Line breaks of the layout; those of texts are escaped already.
    character === "\n" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** JSON for a log or a terminal, without loss: disruptive characters are escaped. */
export const printableJson = (value: unknown): string => printableText(stringifyJson(value));
