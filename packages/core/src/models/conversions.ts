// Conversions of the models, without their schemas: the compiled codecs use them too.
import { type Conversion, Unconvertible } from "./conversion.ts";
import { toCamelCase, toSnakeCase } from "./fieldNames.ts";
import type { Direction, Order } from "./order.ts";

/** Whole seconds since 1970. Writing drops the milliseconds, which the API does not store. */
export const epochSeconds: Conversion<Date, number> = {
  decode: (seconds) => new Date(seconds * 1000),
  encode: (date) => Math.floor(date.getTime() / 1000),
};

export const numberFromText: Conversion<number, string> = { decode: Number, encode: String };

export const idsFromText: Conversion<ReadonlyArray<number>, string> = {
  decode: (text) => text.split(",").map(Number),
  encode: (ids) => ids.join(","),
};

/** `member_since:DESC,id:ASC`. */
export const orderFromText: Conversion<ReadonlyArray<Order>, string> = {
  decode: (text) => {
    const entries = text.split(",").map((entry) => entry.split(":"));
    if (entries.some((parts) => parts.length > 2 || parts[0] === "")) {
      return new Unconvertible("PROPERTY_NAME:ASC or PROPERTY_NAME:DESC, separated by commas");
    }
    return entries.map(([property = "", direction = "ASC"]) => ({
      // The list's codec checks whether the property and the direction are allowed.
      property: toCamelCase(property),
      direction: direction as Direction,
    }));
  },
  encode: (orders) =>
    orders
      .map(({ property, direction }) => `${toSnakeCase(property)}:${direction ?? "ASC"}`)
      .join(","),
};

const operators = { gt: "GT", lt: "LT", eq: "EQ", gte: "GOE", lte: "LOE" } as const;

/** The operators of a comparison. */
export const comparisons = Object.keys(operators) as ReadonlyArray<keyof typeof operators>;

/** Dates by their operators. The codec checks that there is exactly one. */
type Dates = { readonly [Operator in keyof typeof operators]?: Date | undefined };

/** Rounds to whole seconds, which the API compares, so that each operator keeps its meaning. */
const wholeSeconds = {
  gt: Math.floor,
  lte: Math.floor,
  lt: Math.ceil,
  gte: Math.ceil,
  eq: Math.floor,
};

/** `GT,1767225600`. */
export const dateComparisonFromText: Conversion<Dates, string> = {
  decode: (text) => {
    const [, operator, seconds] = /^(GT|LT|EQ|GOE|LOE),(-?\d{1,13})$/.exec(text) ?? [];
    const key = comparisons.find((comparison) => operators[comparison] === operator);
    return key === undefined
      ? new Unconvertible("GT, LT, EQ, GOE or LOE, a comma, and seconds since 1970")
      : { [key]: new Date(Number(seconds) * 1000) };
  },
  encode: (dates) => {
    if (dates.eq !== undefined && dates.eq.getTime() % 1000 !== 0) {
      return new Unconvertible("a date without milliseconds");
    }
    return comparisons
      .flatMap((key) => {
        const date = dates[key];
        return date === undefined
          ? []
          : [`${operators[key]},${wholeSeconds[key](date.getTime() / 1000)}`];
      })
      .join();
  },
};
