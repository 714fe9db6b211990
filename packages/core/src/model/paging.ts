import * as Schema from "effect/Schema";
import * as SchemaTransformation from "effect/SchemaTransformation";
import { orderFromString } from "./order.ts";

/** What the API uses when `size`, `page` and `order` are left out. */
export const pagingDefaults = { size: 25, page: 1 } as const;

const intFromString = (maximum: number, expected: string) =>
  Schema.String.check(Schema.isPattern(/^-?\d{1,10}$/, { expected })).pipe(
    Schema.decodeTo(
      Schema.Int.check(Schema.isBetween({ minimum: 1, maximum }, { expected })),
      SchemaTransformation.transform({ decode: Number, encode: String }),
    ),
  );

/** `size`, `page` and `order`, written as query strings. `properties` may be sorted by. */
export const paging = <const Properties extends ReadonlyArray<string>>(properties: Properties) => ({
  /** Rows a page; 25 when left out. */
  size: Schema.optional(intFromString(2_147_483_647, "a page size (1 or more)")),
  /** Number of the page, starting with 1, which is the default. */
  page: Schema.optional(intFromString(2_147_483_647, "a page number (1 or more)")),
  /** Sorting requirements in priority order; by `id`, ascending, when left out. */
  order: Schema.optional(orderFromString(properties)),
});
