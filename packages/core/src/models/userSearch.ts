import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import * as SchemaIssue from "effect/SchemaIssue";
import * as SchemaTransformation from "effect/SchemaTransformation";
import { publicField } from "./publicFields.ts";
import { isPlainText, UserId } from "./identifiers.ts";
import { type Paging, paging } from "./pagingFields.ts";

/** Properties by which users can be sorted. Private ones need USERS_ADMIN. */
export const userSortProperties = [
  "id",
  "username",
  "email",
  "displayName",
  "fullname",
  "memberSince",
  "lastUpdated",
  "lastActivity",
] as const;

const operators = {
  /** After, in whole seconds. */
  gt: "GT",
  /** Before, in whole seconds. */
  lt: "LT",
  /** In the same second. A date with milliseconds is rejected. */
  eq: "EQ",
  /** At or after, in whole seconds. */
  gte: "GOE",
  /** At or before, in whole seconds. */
  lte: "LOE",
} as const;
type Comparison = keyof typeof operators;
const comparisons = Object.keys(operators) as ReadonlyArray<Comparison>;

/**
 * A comparison with a point in time, by exactly one operator: `{ gt: new Date("2026-01-01") }`.
 * Sent as whole seconds, such as `GT,1767225600`.
 */
export type DateComparison = {
  [Operator in Comparison]: {
    readonly [Key in keyof typeof operators as Extract<Key, Operator>]: Date;
  } & {
    readonly [Key in keyof typeof operators as Exclude<Key, Operator>]?: undefined;
  };
}[Comparison];

/** Rounds to whole seconds, which the API compares, so that each operator keeps its meaning. */
const wholeSeconds = {
  gt: Math.floor,
  lte: Math.floor,
  lt: Math.ceil,
  gte: Math.ceil,
  eq: Math.floor,
};

const instant = Schema.optional(Schema.Date);
const OptionalComparisons = Schema.Struct({
  gt: instant,
  lt: instant,
  eq: instant,
  gte: instant,
  lte: instant,
});
const entriesOf = (comparison: typeof OptionalComparisons.Type) =>
  comparisons.flatMap((key) => {
    const date = comparison[key];
    return date === undefined ? [] : [[key, date] as const];
  });
const DateComparisonSchema = OptionalComparisons.pipe(
  Schema.refine(
    (comparison): comparison is typeof OptionalComparisons.Type & DateComparison =>
      entriesOf(comparison).length === 1,
    { expected: `exactly one of ${comparisons.join(", ")}` },
  ),
);

const dateComparisonFromString = Schema.String.pipe(
  Schema.decodeTo(
    DateComparisonSchema,
    SchemaTransformation.transformEffect<typeof OptionalComparisons.Type, string>({
      decode: (text) => {
        const [, operator, seconds] = /^(GT|LT|EQ|GOE|LOE),(-?\d{1,13})$/.exec(text) ?? [];
        const key = comparisons.find((comparison) => operators[comparison] === operator);
        return key === undefined
          ? Effect.fail(
              new SchemaIssue.InvalidValue({
                expected: "GT, LT, EQ, GOE or LOE, a comma, and seconds since 1970",
              }),
            )
          : Effect.succeed({ [key]: new Date(Number(seconds) * 1000) });
      },
      encode: (comparison) =>
        entriesOf(comparison).some(([key, date]) => key === "eq" && date.getTime() % 1000 !== 0)
          ? Effect.fail(new SchemaIssue.InvalidValue({ expected: "a date without milliseconds" }))
          : Effect.succeed(
              entriesOf(comparison)
                .map(
                  ([key, date]) => `${operators[key]},${wholeSeconds[key](date.getTime() / 1000)}`,
                )
                .join(),
            ),
    }),
  ),
);

const IdList = Schema.Array(UserId).check(
  // The API ignores an empty filter and would return all users.
  Schema.isMinLength(1, { expected: "at least one id" }),
);
const idListFromString = Schema.String.check(
  Schema.isPattern(/^\d{1,10}(,\d{1,10})*$/, { expected: "ids separated by commas" }),
).pipe(
  Schema.decodeTo(
    IdList,
    SchemaTransformation.transform({
      decode: (text): ReadonlyArray<number> => text.split(",").map(Number),
      encode: (ids) => ids.join(","),
    }),
  ),
);

const text = Schema.optional(Schema.String.check(isPlainText));

// The API ignores an empty filter and would return all users.
const exact = Schema.optional(
  Schema.String.check(Schema.isMinLength(1, { expected: "text that is not empty" }), isPlainText),
);

/** Filters of `getUsers`. A user must match all of them. */
export interface UserFilter extends Schema.Schema.Type<typeof UserFilterSchema> {}
export const UserFilterSchema = Schema.Struct({
  /** Display name starts with. */
  displayName: publicField(text),
  /** E-mail address starts with. Needs USERS_ADMIN. */
  email: text,
  /** First name starts with. Needs USERS_ADMIN. */
  firstName: text,
  /** Full name starts with. Needs USERS_ADMIN. */
  fullname: text,
  /** Last name starts with. Needs USERS_ADMIN. */
  lastName: text,
  /** User name starts with. Needs USERS_ADMIN. */
  username: text,
  /** Has this tag. Not empty. */
  tag: publicField(exact),
  /** Is in this group, by the group's unique name. Not empty. */
  group: publicField(exact),
  /** Has this role. Not empty. */
  role: publicField(exact),
  /** Was last active before, at or after a point in time. Sent as whole seconds. */
  lastActivity: publicField(Schema.optional(dateComparisonFromString)),
  /** Has one of these ids; at least one. */
  ids: publicField(Schema.optional(idListFromString)),
  /** Display name starts with, or user name if there is no display name. */
  search: publicField(text),
});

/** The query parameter of each filter. */
export const userFilterParameters: { readonly [Filter in keyof UserFilter]-?: string } = {
  displayName: "filter_displayname",
  email: "filter_email",
  firstName: "filter_firstname",
  fullname: "filter_fullname",
  lastName: "filter_lastname",
  username: "filter_username",
  tag: "filter_tag",
  group: "filter_group",
  role: "filter_role",
  lastActivity: "filter_last_activity",
  ids: "filter_id_list",
  search: "filter_search",
};

/** Input of `getUsers`. */
export interface UserSearch
  extends
    Paging<(typeof userSortProperties)[number]>,
    Schema.Schema.Type<typeof UserSearchSchema> {}
export const UserSearchSchema = Schema.Struct({
  /** A user must match all of them. All users match if it is omitted. */
  filter: Schema.optional(UserFilterSchema),
  ...paging(userSortProperties),
});
