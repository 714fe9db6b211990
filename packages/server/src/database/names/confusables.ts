import { sql } from "kysely";
import unhomoglyph from "unhomoglyph";
import { normalize, searchKey } from "../searchKey.ts";
import { comparableUsername } from "./username.ts";

const isAscii = (text: string) => /^\p{ASCII}*$/u.test(text);

const mapEach = (text: string, change: (character: string) => string) =>
  Array.from(text, change).join("");

/** What a character looks like, whatever its case: `\u0422` is `T`, which is `t`. */
const findLookAlike = (character: string): string =>
  mapEach(searchKey(unhomoglyph(character)), unhomoglyph)
    // A capital `i` looks like `l`.
    .replaceAll("i", "l");

const lookAlikes = new Map<string, string>();

/** The library searches its whole table for each character, so results are kept. */
const lookAlikeOf = (character: string): string => {
  const known = lookAlikes.get(character);
  if (known !== undefined) return known;
  const found = findLookAlike(character);
  lookAlikes.set(character, found);
  return found;
};

/**
 * Two names with the same skeleton look the same (Unicode Technical Standard 39, section 4) as they
 * were typed, or in another case within ASCII. Not computed from the key: `\u0422` looks like `T`,
 * but its lower case does not look like `t`.
 */
const skeletonOf = (username: string) =>
  normalize(mapEach(normalize(comparableUsername(username), "NFD"), lookAlikeOf), "NFD");

/** Marks the skeletons of names outside of ASCII. A user name cannot contain it. */
const mark = "\u0001";

/**
 * The skeleton of a user name as stored. Those of names within ASCII are kept apart from the others,
 * because they are compared with others only: `user1` and `userl`, or `modern` and `modem`, are
 * different names.
 */
export const storedSkeleton = (username: string): string => {
  const skeleton = skeletonOf(username);
  return isAscii(comparableUsername(username)) ? skeleton : mark + skeleton;
};

/** Lock it while a name is checked and written. It is the same for all names that look the same. */
export const skeletonLock = (username: string): string => mark + skeletonOf(username);

/** The stored skeletons of the names that a name imitates, or that imitate it. */
export const confusableSkeletons = (username: string): ReadonlyArray<string> => {
  const skeleton = skeletonOf(username);
  return isAscii(comparableUsername(username)) ? [mark + skeleton] : [mark + skeleton, skeleton];
};

/**
 * Matches user names within ASCII that differ only by a capital `i` in place of an `l`, which most
 * fonts show alike: `paypaI` and `paypal`. `Ian` and `Lan` are different names.
 */
export const looksLikeWithinAscii = (username: string) => {
  const look = (text: unknown) =>
    sql`lower(replace(replace(cast(${text} as text), 'L', ${mark}), 'I', 'l'))`;
  return sql<boolean>`(username_skeleton = ${storedSkeleton(username)}
    and ${look(sql.ref("username"))} = ${look(comparableUsername(username))})`;
};
