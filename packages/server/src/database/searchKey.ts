import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * What a name is compared, searched and sorted by: without regard to case and to how accents are
 * composed. Computed here since a database's own `lower()` may know ASCII only.
 *
 * NFC and not NFKC: what it makes one is the same text to everybody. `x²` and `x2`, or `①` and `1`,
 * are different texts, of which nobody would say that they differ in case.
 */
export const searchKey = (text: string): string =>
  text
    .normalize("NFC")
    // There and back: some letters share a capital (`ſ` and `s`, `µ` and `μ`), some have one that is
    // two letters (`ß` and `SS`), and one, `ẞ`, is a capital only of what it becomes first.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    // A sigma at the end of a word is another letter in lower case, and no longer is one when more
    // letters follow: both become the same.
    .replaceAll("ς", "σ")
    .normalize("NFC");

const maxCodePoint = 0x10ffff;

/**
 * The first text, by code points, that is greater than all that start with `prefix`; `undefined`
 * where there is none.
 */
export const endOfPrefix = (prefix: string): string | undefined => {
  const characters = Array.from(prefix);
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const point = last.codePointAt(0) ?? 0;
    if (point < maxCodePoint) {
      // The surrogates, which no text may hold alone, are skipped.
      const next = point === 0xd7ff ? 0xe000 : point + 1;
      return characters.join("") + String.fromCodePoint(next);
    }
  }
  return undefined;
};

type KeyColumn = Extract<keyof Tables["users"], `${string}_key`>;

/**
 * Whether a key column starts with a text. A range, not LIKE: an index serves it, and `%`, `_` and
 * `\` mean themselves. It takes a database that orders text by code points (SQLite does; in
 * PostgreSQL the columns need the "C" collation).
 */
export const startsWith =
  (column: KeyColumn, text: string) =>
  (users: ExpressionBuilder<Tables, "users">): Expression<SqlBool> => {
    const prefix = searchKey(text);
    const end = endOfPrefix(prefix);
    const from = users(column, ">=", prefix);
    return end === undefined ? from : users.and([from, users(column, "<", end)]);
  };
