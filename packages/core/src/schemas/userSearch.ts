import * as Schema from "effect/Schema";
import { comparisons } from "../models/conversions.ts";
import { converted } from "./converted.ts";
import { ruleKey } from "./rule.ts";
import { type DateComparison, userSortProperties } from "../models/userSearch.ts";
import { hasOneField } from "../models/rules.ts";
import { publicField } from "./publicFields.ts";
import { isPlainText, UserId } from "./identifiers.ts";
import { paging } from "./pagingFields.ts";

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

export const UserFilterSchema = Schema.Struct({
  displayName: publicField(text),
  email: text,
  firstName: text,
  fullname: text,
  lastName: text,
  username: text,
  tag: publicField(exact),
  group: publicField(exact),
  role: publicField(exact),
  lastActivity: publicField(Schema.optional(dateComparisonFromString)),
  ids: publicField(Schema.optional(idListFromString)),
  search: publicField(text),
});

export const UserSearchSchema = Schema.Struct({
  filter: Schema.optional(UserFilterSchema),
  ...paging(userSortProperties),
});
