import * as Schema from "effect/Schema";
import { converted } from "./converted.ts";

/** Largest number of seconds that a JavaScript `Date` can represent. */
const maxSeconds = 8_640_000_000_000;

/**
 * A point in time: whole **seconds** since the Unix epoch on the wire, a `Date` in TypeScript.
 *
 * Writing drops the milliseconds, which the API does not store.
 */
export const EpochSeconds = converted(
  Schema.Finite.check(
    Schema.isBetween(
      { minimum: -maxSeconds, maximum: maxSeconds },
      { expected: "seconds since 1970 within the range of a Date" },
    ),
  ),
  Schema.Date,
  "epochSeconds",
);
