/**
 * JSON without loss: integers that a `number` cannot hold exactly are `bigint`s. `JSON` itself rounds
 * them when it reads, and refuses `bigint`s when it writes.
 */

/**
 * As many digits as the smallest unsafe integer has, 9007199254740992. Each is written out, because V8 skips
 * over text that cannot match then, but not with `\d{16}`: that takes as long as parsing the text.
 */
const mayBeUnsafe = /\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d/;
/** A JSON string, or a number of at least 16 characters. */
const stringOrLongNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]{15,}/g;
const isInteger = (token: string) => /^-?\d+$/.test(token);

/** Marks bigints in JSON text. Random, so that no text of a caller or a server can be mistaken for it. */
const makeMark = () => `bigint ${Math.random()} `;

/** Parses JSON. Throws a `SyntaxError` for anything else. */
export const parseJson = (text: string): unknown => {
  const rounded: unknown = JSON.parse(text);
  if (!mayBeUnsafe.test(text)) return rounded;
  const mark = makeMark();
  const marked = text.replace(stringOrLongNumber, (token) =>
    !isInteger(token) || Number.isSafeInteger(Number(token)) ? token : `"${mark}${token}"`,
  );
  if (marked === text) return rounded;
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
};

const containsBigInt = (value: unknown): boolean =>
  typeof value === "bigint" ||
  (typeof value === "object" && value !== null && Object.values(value).some(containsBigInt));

/**
 * Writes JSON, as `JSON.stringify` does, and `bigint`s as integers.
 *
 * @param space - Indentation, as in `JSON.stringify`.
 */
export const stringifyJson = (value: unknown, space?: number): string => {
  if ("toJSON" in BigInt.prototype) {
    if (!containsBigInt(value)) return JSON.stringify(value, undefined, space);
  } else {
    try {
      return JSON.stringify(value, undefined, space);
    } catch (error) {
      // For a bigint, and for a cycle, which fails again below.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  const mark = makeMark();
  const text = JSON.stringify(
    value,
    function (this: Record<string, unknown>, key, item: unknown) {
      // Not `item`: a `BigInt.prototype.toJSON`, which some programs define, has already changed it.
      const original = this[key];
      return typeof original === "bigint" ? mark + String(original) : item;
    },
    space,
  );
  return text.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
};
