import * as Schema from "effect/Schema";
import { ruleFilter } from "./rule.ts";
import { userIdRange } from "../models/userIdRange.ts";

/** Text that is safe in a URL and in a database: no lone surrogates, no NUL. */
export const isPlainText = ruleFilter(
  "isPlainText",
  "text without NUL characters or lone surrogates",
);

/**
 * Excludes `.` and `..`: URLs resolve them, even percent-encoded, so that `DELETE /users/1/tags/..`
 * would delete something else.
 */
const isPathSegment = ruleFilter(
  "isPathSegment",
  "anything except . and .., which are not allowed in a URL path",
);

/** Id of a user: a positive 32-bit integer. */
export const UserId = Schema.Int.annotate({ expected: "a user id (1 to 2147483647)" }).check(
  Schema.isBetween(userIdRange, { expected: "a user id (1 to 2147483647)" }),
);

export const UserRefSchema = Schema.Union([UserId, Schema.Literal("me")]).annotate({
  expected: 'a user id (1 to 2147483647) or "me"',
});

/** Id of a template: 1 to 255 characters. */
export const Id = Schema.String.check(
  Schema.isBetweenLength(1, 255, { expected: "an id (1 to 255 characters)" }),
  isPlainText,
  isPathSegment,
);

/** A tag: 1 to 64 characters. */
export const Tag = Schema.String.check(
  Schema.isBetweenLength(1, 64, { expected: "a tag (1 to 64 characters)" }),
  isPlainText,
  isPathSegment,
);
