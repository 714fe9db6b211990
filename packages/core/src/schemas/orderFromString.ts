import * as Schema from "effect/Schema";
import { converted } from "./converted.ts";

const DirectionSchema = Schema.Literals(["ASC", "DESC"]);

/** `member_since:DESC,id:ASC` on the wire, a list of `Order`s in TypeScript. */
export const orderFromString = <const Properties extends ReadonlyArray<string>>(
  properties: Properties,
) => {
  const OrderList = Schema.Array(
    Schema.Struct({
      property: Schema.Literals(properties).annotate({
        expected: `one of ${properties.join(", ")}`,
      }),
      direction: Schema.optional(DirectionSchema),
    }),
  ).check(Schema.isMinLength(1, { expected: "at least one property to sort by" }));
  return converted(Schema.String, OrderList, "orderFromText");
};
