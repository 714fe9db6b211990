import unhomoglyph from "unhomoglyph";
import { searchKey } from "../searchKey.ts";

const isAscii = (text: string) => /^\p{ASCII}*$/u.test(text);

const lookAlikes = new Map<string, string>();

/** The library searches its whole table for each character, so results are kept. */
const lookAlikeOf = (character: string): string => {
  const known = lookAlikes.get(character);
  if (known !== undefined) return known;
  const found = unhomoglyph(character);
  lookAlikes.set(character, found);
  return found;
};

/** Two names with the same skeleton look the same (Unicode Technical Standard 39, section 4). */
const skeletonOf = (key: string) =>
  searchKey(Array.from(key.normalize("NFD"), lookAlikeOf).join("")).normalize("NFD");

/** Marks the skeletons of names outside of ASCII. A user name cannot contain it. */
const mark = "\u0001";

/**
 * The skeleton of a key as stored. Those of names within ASCII are kept apart from the others,
 * because they are compared with others only: `user1` and `userl`, or `modern` and `modem`, are
 * different names.
 */
export const storedSkeleton = (key: string): string =>
  isAscii(key) ? skeletonOf(key) : mark + skeletonOf(key);

/** Lock it while a name is checked and written. It is the same for all names that look the same. */
export const skeletonLock = (key: string): string => mark + skeletonOf(key);

/** The stored skeletons of the names that a name imitates. */
export const confusableSkeletons = (key: string): ReadonlyArray<string> => {
  const skeleton = skeletonOf(key);
  return isAscii(key) ? [mark + skeleton] : [mark + skeleton, skeleton];
};
