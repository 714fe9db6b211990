// Conditions of the models, without their schemas: the compiled codecs use them too.

/** Text that is safe in a URL and in a database: no lone surrogates, no NUL. */
export const isPlainText = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

/**
 * Excludes `.` and `..`: URLs resolve them, even percent-encoded, so that `DELETE /users/1/tags/..`
 * would delete something else.
 */
export const isPathSegment = (text: string): boolean => text !== "." && text !== "..";

// A minimal check; the server decides. The pattern avoids two unbounded parts, which would take
// quadratic time on long invalid input.
export const isEmail = (text: string): boolean =>
  text.length <= 320 && !/\s/.test(text) && text.lastIndexOf("@") > 0 && !text.endsWith("@");

const min = -(2n ** 63n);
const max = 2n ** 63n - 1n;

/** A whole number of 64 bits: a `number`, or a `bigint` where a `number` is not exact. */
export const isInt64 = (value: unknown): value is number | bigint =>
  Number.isSafeInteger(value) || (typeof value === "bigint" && value >= min && value <= max);

export const isValidDate = (value: unknown): value is Date =>
  value instanceof Date && !Number.isNaN(value.getTime());

/** Has exactly one field that is not undefined. */
export const hasOneField = (fields: object): boolean =>
  Object.values(fields).filter((value) => value !== undefined).length === 1;

// Effect's own checks.
export const isInteger = (value: number): boolean => Number.isSafeInteger(value);
export const isFinite = (value: number): boolean => Number.isFinite(value);
export const between =
  (minimum: number, maximum: number) =>
  (value: number): boolean =>
    value >= minimum && value <= maximum;
export const length =
  (minimum: number, maximum = Infinity) =>
  (value: { readonly length: number }): boolean =>
    value.length >= minimum && value.length <= maximum;
export const matches =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text);
