import * as Schema from "effect/Schema";
import * as SchemaTransformation from "effect/SchemaTransformation";
import { ruleKey } from "./rule.ts";
import { isInt64 } from "../models/rules.ts";

/** A whole number of 64 bits, as JSON: a `number`, or a `bigint` where a `number` is not exact. */
export const Int64 = Schema.declare(isInt64, {
  [ruleKey]: "isInt64",
  expected: "a whole number of 64 bits, as a bigint if it is above Number.MAX_SAFE_INTEGER",
  // Documented as an integer.
  toCodecJson: () =>
    Schema.link<number | bigint>()(
      Schema.Int,
      SchemaTransformation.transform({
        decode: (value): number | bigint => value,
        encode: (value: number | bigint) => Number(value),
      }),
    ),
});
