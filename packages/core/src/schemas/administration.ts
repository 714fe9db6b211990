import * as Schema from "effect/Schema";
import { EpochSeconds } from "./epochSeconds.ts";
import { isPlainText } from "./identifiers.ts";
import { intFromString } from "./pagingFields.ts";
import { userIdRange } from "../models/userIdRange.ts";
import { UserSummarySchema } from "./user.ts";

const size = Schema.optional(intFromString(2_147_483_647, "a page size (1 or more)"));
const text = Schema.optional(Schema.String);

export const AccountSchema = Schema.Struct({
  id: Schema.Int,
  disabledDate: Schema.optional(EpochSeconds),
  hasPassword: Schema.Boolean,
  roles: Schema.Array(Schema.String),
  lastSignIn: Schema.optional(EpochSeconds),
  failedSignIns: Schema.Int,
  lockedUntil: Schema.optional(EpochSeconds),
  version: Schema.String,
});

export const AuditRecordSchema = Schema.Struct({
  id: Schema.Int,
  at: EpochSeconds,
  event: Schema.String,
  userId: Schema.optional(Schema.Int),
  clientId: Schema.optional(Schema.String),
  address: Schema.optional(Schema.String),
  target: Schema.optional(Schema.String),
  fields: Schema.Array(Schema.String),
});

export const AuditSearchSchema = Schema.Struct({
  user: intFromString(userIdRange.maximum, "a user id (1 to 2147483647)"),
  size,
  page: Schema.optional(intFromString(2_147_483_647, "a page number (1 or more)")),
});

export const UserQuerySchema = Schema.Struct({
  search: Schema.String.check(
    Schema.isBetweenLength(1, 255, { expected: "text of 1 to 255 characters" }),
    isPlainText,
  ),
  size,
});

export const FoundUserSchema = Schema.Struct({
  ...UserSummarySchema.fields,
  firstName: text,
  lastName: text,
  matched: Schema.Array(Schema.String),
});

export const FoundUsersSchema = Schema.Struct({
  users: Schema.Array(FoundUserSchema),
  hasMore: Schema.Boolean,
});

const RecentSchema = Schema.Struct({
  day: Schema.Int,
  week: Schema.Int,
  month: Schema.Int,
});

export const StatisticsSchema = Schema.Struct({
  date: EpochSeconds,
  users: Schema.Int,
  disabled: Schema.Int,
  active: RecentSchema,
  registered: RecentSchema,
  days: Schema.Array(
    Schema.Struct({
      date: EpochSeconds,
      users: Schema.Int,
    }),
  ),
  newest: Schema.Array(UserSummarySchema),
  failedSignIns: Schema.Int,
  lockedAccounts: Schema.Int,
  lockedAddresses: Schema.Int,
});

export const TemplateUsageSchema = Schema.Struct({
  id: Schema.String,
  users: Schema.Int,
});

export const UserExportSchema = Schema.Record(Schema.String, Schema.Unknown);
