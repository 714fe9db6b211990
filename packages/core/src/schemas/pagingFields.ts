import * as Schema from "effect/Schema";
import { converted } from "./converted.ts";
import { orderFromString } from "./orderFromString.ts";

/** Defaults of the API for `size` and `page`. */
export const pagingDefaults = { size: 25, page: 1 } as const;

export const intFromString = (maximum: number, expected: string) =>
  converted(
    Schema.String.check(Schema.isPattern(/^-?\d{1,10}$/, { expected })),
    Schema.Int.check(Schema.isBetween({ minimum: 1, maximum }, { expected })),
    "numberFromText",
  );

/** The query parameters `size`, `page` and `order`. `properties` are those that allow sorting. */
export const paging = <const Properties extends ReadonlyArray<string>>(properties: Properties) => ({
  size: Schema.optional(intFromString(2_147_483_647, "a page size (1 or more)")),
  page: Schema.optional(intFromString(2_147_483_647, "a page number (1 or more)")),
  order: Schema.optional(orderFromString(properties)),
});
