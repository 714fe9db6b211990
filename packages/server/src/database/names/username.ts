import { normalize, searchKey } from "../searchKey.ts";
import { formatEmailAddress, parseEmailAddress } from "./emailAddress.ts";

/** Replaces full-width and half-width characters by their usual form, as RFC 8265 does. */
const mapWidth = (text: string): string =>
  text.replace(/[\u3000\uff00-\uffef]+/g, (wide) => normalize(wide, "NFKC"));

/** How a user name is stored: in one form, but in the case in which it was typed. */
export const normalUsername = (text: string): string => normalize(mapWidth(text));

/** Checks for a user name that is, or contains, an e-mail address. It is not shown to others. */
export const isAddressLike = (username: string): boolean =>
  /[^\s][@\uff20\ufe6b][^\s]/.test(username);

/** A user name as typed, in the form in which names are compared: an e-mail address in its normal form. */
export const comparableUsername = (username: string): string => {
  const address = parseEmailAddress(username);
  return address === undefined ? normalUsername(username) : formatEmailAddress(address);
};

/** The key by which user names are compared. One that is an e-mail address has that address's key. */
export const usernameKey = (username: string): string => searchKey(comparableUsername(username));

/**
 * The keys that a typed user name or e-mail address may have, the more exact one first: a user from
 * before there were normal forms has the key of the text itself if another user has the normal form.
 */
export const loginKeys = (login: string): ReadonlyArray<string> => [
  ...new Set([searchKey(login), usernameKey(login)]),
];

/**
 * RFC 8264: the characters of the IdentifierClass. `\p{…}` follows the Unicode version of the
 * runtime, so unassigned characters are excluded. Invisible characters and conjoining Jamo are
 * excluded below.
 */
const identifier =
  /^[!-~\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}\u00b7\u0375\u05f3\u05f4\u30fb\u3007]+$/u;
const excluded = new RegExp(
  [
    String.raw`\p{Default_Ignorable_Code_Point}`,
    String.raw`\p{Noncharacter_Code_Point}`,
    String.raw`[\u0640\u07fa\u3031-\u3035\u303b]`,
    String.raw`\u302e|\u302f`,
    String.raw`[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]`,
  ].join("|"),
  "u",
);

/** RFC 5892, appendix A: characters that are allowed only next to certain others. */
const isInContext = (name: string): boolean =>
  !/(?<!l)\u00b7|\u00b7(?!l)|\u0375(?!\p{Script=Greek})|(?<!\p{Script=Hebrew})[\u05f3\u05f4]/iu.test(
    name,
  ) &&
  (!name.includes("\u30fb") ||
    /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(
      name.replaceAll("\u30fb", ""),
    )) &&
  !(/[\u0660-\u0669]/.test(name) && /[\u06f0-\u06f9]/.test(name));

/** Blocks of scripts that are written from right to left. */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Stricter than the Bidi rule of RFC 5893: a name with a letter written from right to left starts
 * with one and has no letters of the other direction. Its characters are shown in one order.
 */
const hasOneDirection = (name: string): boolean => {
  if (!rightToLeft.test(name)) return true;
  const letters = Array.from(name).filter((character) => /\p{L}/u.test(character));
  return (
    rightToLeft.test(Array.from(name)[0] ?? "") &&
    letters.every((letter) => rightToLeft.test(letter))
  );
};

/** Also rejects what has another compatible form, such as `ﬁ`, `①` or `𝐚`. */
const isIdentifier = (part: string) =>
  identifier.test(part) && !excluded.test(part) && normalize(part, "NFKC") === part;

/**
 * Checks a user name in its normal form: one or more identifiers of RFC 8264 with single spaces in
 * between, as UsernameCasePreserved of RFC 8265 defines it. Zero-width joiners are not allowed
 * anywhere, because they are not seen.
 */
export const isUsername = (name: string): boolean =>
  name.split(" ").every(isIdentifier) && isInContext(name) && hasOneDirection(name);
