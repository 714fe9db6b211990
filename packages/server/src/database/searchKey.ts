import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * What a name is compared, searched and sorted by: without regard to case and to how accents are
 * composed. Computed here since a database's own `lower()` may know ASCII only.
 */
export const searchKey = (text: string): string =>
  // A sigma at the end of a word is another letter in lower case, and no longer is one when more
  // letters follow: both become the same.
  text.normalize("NFC").toLowerCase().replaceAll("ς", "σ").normalize("NFC");

const maxCodePoint = 0x10ffff;

/**
 * The first text, by code points, that is greater than all that start with `prefix`; `undefined`
 * where there is none.
 */
export const endOfPrefix = (prefix: string): string | undefined => {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    if (last < maxCodePoint) {
      // The surrogates, which no text may hold alone, are skipped.
      const next = last === 0xd7ff ? 0xe000 : last + 1;
      return String.fromCodePoint(...points, next);
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
