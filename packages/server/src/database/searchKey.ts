import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { Tables } from "./tables.ts";

/** In UTF-16 code units. Texts that are stored with a key are shorter. */
const maxNormalized = 2_000;

/**
 * Normalizes a text that can be stored; leaves a longer one as it is. The time grows with the square
 * of the number of combining marks, of which a body may have half a million.
 */
export const normalize = (text: string, form: "NFC" | "NFD" | "NFKC" = "NFC"): string =>
  text.length > maxNormalized ? text : text.normalize(form);

/**
 * The key by which a name is compared, searched and sorted, ignoring case and the composition of
 * accents. Computed here because a database's `lower()` may support ASCII only. NFC instead of
 * NFKC, because `x²` and `x2`, or `①` and `1`, are different texts.
 *
 * NFC and not NFKC: what it makes one is the same text to everybody. `x²` and `x2`, or `①` and `1`,
 * are different texts, of which nobody would say that they differ in case.
 */
export const searchKey = (text: string): string =>
  normalize(
    normalize(text)
      // Upper case first: some letters share a capital (`ſ` and `s`, `µ` and `μ`), some have a
      // capital of two letters (`ß` and `SS`), and `ẞ` exists as a capital only.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      // A final sigma has its own lower case; both forms become the same.
      .replaceAll("ς", "σ"),
  );

/** Letters whose stroke or ligature Unicode does not decompose. */
const plainLetters: Readonly<Record<string, string>> = {
  æ: "ae",
  ð: "d",
  ø: "o",
  þ: "th",
  đ: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  ŋ: "n",
  œ: "oe",
  ŧ: "t",
};

/** The search key without accents: `García` becomes `garcia`, `Łukasz` `lukasz`. */
export const plainKey = (text: string): string =>
  normalize(searchKey(text), "NFD")
    .replace(/\p{Mn}+/gu, "")
    .replace(/[æðøþđħıłŋœŧ]/g, (letter) => plainLetters[letter] ?? letter);

/** The key without accents, or null if the search key has none: most names need not be stored twice. */
export const accentKey = (text: string): string | null => {
  const plain = plainKey(text);
  return plain === searchKey(text) ? null : plain;
};

const maxCodePoint = 0x10ffff;

/**
 * The first text in code point order that is greater than all texts with this prefix; `undefined`
 * if there is none.
 */
export const endOfPrefix = (prefix: string): string | undefined => {
  const characters = Array.from(prefix);
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const point = last.codePointAt(0) ?? 0;
    if (point < maxCodePoint) {
      // Skips the surrogates, which must not occur alone.
      const next = point === 0xd7ff ? 0xe000 : point + 1;
      return characters.join("") + String.fromCodePoint(next);
    }
  }
  return undefined;
};

type KeyColumn = Extract<keyof Tables["users"], `${string}_key`>;
type PlainColumn = Extract<keyof Tables["users"], `${string}_plain`>;

/**
 * Matches a key column that begins with a key. A range instead of LIKE, so that an index serves it and `%`,
 * `_` and `\` have no special meaning. Requires code point order (the default in SQLite; collation
 * "C" in PostgreSQL).
 */
export const beginsWithKey =
  (column: KeyColumn | PlainColumn, prefix: string) =>
  (users: ExpressionBuilder<Tables, "users">): Expression<SqlBool> => {
    const end = endOfPrefix(prefix);
    const from = users(column, ">=", prefix);
    return end === undefined ? from : users.and([from, users(column, "<", end)]);
  };

/** Matches a key column that begins with a text. */
export const startsWith = (column: KeyColumn, text: string) =>
  beginsWithKey(column, searchKey(text));
