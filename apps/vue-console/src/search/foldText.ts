/** Letters that Unicode does not decompose into a base letter and an accent. */
const ligatures: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};

/** Text without case, accents and repeated white space, for comparisons. */
export const foldText = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => ligatures[letter] ?? letter)
    .replace(/\s+/g, " ")
    .trim();

/** The letters that `letter` may be written as with an accent, without itself. */
export const accentedForms = (letter: string): ReadonlyArray<string> =>
  Array.from(accents[letter.toLowerCase()] ?? "");

const accents: Readonly<Record<string, string>> = {
  a: "áàâäãåăą",
  c: "çćč",
  d: "đď",
  e: "éèêëęě",
  g: "ğ",
  i: "íìîïİ",
  l: "ł",
  n: "ñńň",
  o: "óòôöõøő",
  r: "ř",
  s: "śšş",
  t: "ťţ",
  u: "úùûüůű",
  y: "ýÿ",
  z: "źžż",
};
