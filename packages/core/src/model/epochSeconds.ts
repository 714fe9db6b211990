import * as Schema from "effect/Schema";
import * as SchemaTransformation from "effect/SchemaTransformation";

/** The largest number of seconds a JavaScript `Date` can hold. */
const maxSeconds = 8_640_000_000_000;

/**
 * A point in time: whole **seconds** since the Unix epoch on the wire, a `Date` in TypeScript.
 *
 * Writing drops the milliseconds of the `Date`: the API keeps none.
 */
export const EpochSeconds = Schema.Finite.check(
  Schema.isBetween(
    { minimum: -maxSeconds, maximum: maxSeconds },
    { expected: "seconds since 1970 that a date can hold" },
  ),
).pipe(
  Schema.decodeTo(
    Schema.Date,
    SchemaTransformation.transform({
      decode: (seconds) => new Date(seconds * 1000),
      encode: (date) => Math.floor(date.getTime() / 1000),
    }),
  ),
);
