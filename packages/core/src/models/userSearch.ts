import * as Schema from "effect/Schema";
import { comparisons } from "./conversions.ts";
import { converted } from "./converted.ts";
import { ruleKey } from "./rule.ts";
import { hasOneField } from "./rules.ts";
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

type Operators = {
  /** After, in whole seconds. */
  readonly gt: Date;
  /** Before, in whole seconds. */
  readonly lt: Date;
  /** In the same second. A date with milliseconds is rejected. */
  readonly eq: Date;
  /** At or after, in whole seconds. */
  readonly gte: Date;
  /** At or before, in whole seconds. */
  readonly lte: Date;
};

/**
 * A comparison with a point in time, by exactly one operator: `{ gt: new Date("2026-01-01") }`.
 * Sent as whole seconds, such as `GT,1767225600`.
 */
export type DateComparison = {
  [Operator in keyof Operators]: {
    readonly [Key in keyof Operators as Extract<Key, Operator>]: Date;
  } & {
    readonly [Key in keyof Operators as Exclude<Key, Operator>]?: undefined;
  };
}[keyof Operators];

const instant = Schema.optional(Schema.Date);
const OptionalComparisons = Schema.Struct({
  gt: instant,
  lt: instant,
  eq: instant,
  gte: instant,
  lte: instant,
});
const DateComparisonSchema = OptionalComparisons.pipe(
  Schema.refine(
    (comparison): comparison is typeof OptionalComparisons.Type & DateComparison =>
      hasOneField(comparison),
    { expected: `exactly one of ${comparisons.join(", ")}`, [ruleKey]: "hasOneField" },
  ),
);

const dateComparisonFromString = converted(
  Schema.String,
  DateComparisonSchema,
  "dateComparisonFromText",
);

const IdList = Schema.Array(UserId).check(
  // The API ignores an empty filter and would return all users.
  Schema.isMinLength(1, { expected: "at least one id" }),
);
const idListFromString = converted(
  Schema.String.check(
    Schema.isPattern(/^\d{1,10}(,\d{1,10})*$/, { expected: "ids separated by commas" }),
  ),
  IdList,
  "idsFromText",
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
