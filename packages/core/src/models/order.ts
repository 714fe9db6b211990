import * as Schema from "effect/Schema";
import * as SchemaIssue from "effect/SchemaIssue";
import * as SchemaTransformation from "effect/SchemaTransformation";
import * as Effect from "effect/Effect";
import { toCamelCase, toSnakeCase } from "./fieldNames.ts";

/** Smallest first (`ASC`) or largest first (`DESC`). */
export type Direction = "ASC" | "DESC";

/** One sort criterion. */
export interface Order<Property extends string = string> {
  /** Field to sort by. Sorting by a private field needs USERS_ADMIN. */
  readonly property: Property;
  /** Default `ASC`. */
  readonly direction?: Direction | undefined;
}

const DirectionSchema = Schema.Literals(["ASC", "DESC"]);

/** `member_since:DESC,id:ASC` on the wire, a list of {@link Order} in TypeScript. */
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
  return Schema.String.pipe(
    Schema.decodeTo(
      OrderList,
      SchemaTransformation.transformEffect<ReadonlyArray<Order<Properties[number]>>, string>({
        decode: (text) => {
          const entries = text.split(",").map((entry) => entry.split(":"));
          if (entries.some((parts) => parts.length > 2 || parts[0] === "")) {
            return Effect.fail(
              new SchemaIssue.InvalidValue({
                expected: "PROPERTY_NAME:ASC or PROPERTY_NAME:DESC, separated by commas",
              }),
            );
          }
          return Effect.succeed(
            entries.map(([property = "", direction = "ASC"]) => ({
              // OrderList checks whether the property is allowed.
              property: toCamelCase(property),
              direction: direction as Direction,
            })),
          );
        },
        encode: (orders) =>
          Effect.succeed(
            orders
              .map(({ property, direction }) => `${toSnakeCase(property)}:${direction ?? "ASC"}`)
              .join(","),
          ),
      }),
    ),
  );
};
