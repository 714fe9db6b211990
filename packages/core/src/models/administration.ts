import * as Schema from "effect/Schema";
import { EpochSeconds } from "./epochSeconds.ts";
import { isPlainText } from "./identifiers.ts";
import { intFromString } from "./pagingFields.ts";
import { userIdRange } from "./userIdRange.ts";
import { UserSummarySchema } from "./user.ts";

const size = Schema.optional(intFromString(2_147_483_647, "a page size (1 or more)"));
const text = Schema.optional(Schema.String);

/** The state of a user's account, which the user itself does not show. */
export interface Account extends Schema.Schema.Type<typeof AccountSchema> {}
export const AccountSchema = Schema.Struct({
  /** Id of the user. */
  id: Schema.Int,
  /** Since then the user cannot sign in: whole seconds on the wire. Absent if the user is enabled. */
  disabledDate: Schema.optional(EpochSeconds),
  /** `false` for a user who has to reset the password first. */
  hasPassword: Schema.Boolean,
  /** Granted roles. */
  roles: Schema.Array(Schema.String),
  /** Whole seconds on the wire. Absent if the audit trail knows of none. */
  lastSignIn: Schema.optional(EpochSeconds),
  /** Failed sign-ins in the last 24 hours. */
  failedSignIns: Schema.Int,
  /** Until then the rate limit of the account rejects sign-ins. Absent if it does not. */
  lockedUntil: Schema.optional(EpochSeconds),
  /** Version of the user's data: the `ETag` of the user, for `If-Match` in an update. */
  version: Schema.String,
});

/** One action in the audit trail. */
export interface AuditRecord extends Schema.Schema.Type<typeof AuditRecordSchema> {}
export const AuditRecordSchema = Schema.Struct({
  /** Increases with time. */
  id: Schema.Int,
  /** Whole seconds on the wire. */
  at: EpochSeconds,
  /** Such as `user.updated`. */
  event: Schema.String,
  /** The acting user; absent for a client that acts on its own behalf. */
  userId: Schema.optional(Schema.Int),
  /** The client that was used; absent if there was none. */
  clientId: Schema.optional(Schema.String),
  /** Address of the client; absent if it is unknown or was erased. */
  address: Schema.optional(Schema.String),
  /** Such as `user:42`; absent if the action has none. */
  target: Schema.optional(Schema.String),
  /** Names of the changed fields, in the API's spelling. */
  fields: Schema.Array(Schema.String),
});

/** Search parameters of `getAuditRecords`. */
export interface AuditSearch extends Schema.Schema.Type<typeof AuditSearchSchema> {}
export const AuditSearchSchema = Schema.Struct({
  /** Records of what this user did, and of what was done to it. */
  user: intFromString(userIdRange.maximum, "a user id (1 to 2147483647)"),
  /** Records per page. Default 25, at most 1,000. */
  size,
  /** Page number, starting at 1. Default 1. */
  page: Schema.optional(intFromString(2_147_483_647, "a page number (1 or more)")),
});

/** Search parameters of `findUsers`. */
export interface UserQuery extends Schema.Schema.Type<typeof UserQuerySchema> {}
export const UserQuerySchema = Schema.Struct({
  /** The beginning of a name or of an e-mail address; or a first name and the beginning of a last name. */
  search: Schema.String.check(
    Schema.isBetweenLength(1, 255, { expected: "text of 1 to 255 characters" }),
    isPlainText,
  ),
  /** Maximum number of users. Default 25, at most 1,000. */
  size,
});

/** A user that `findUsers` found, with the private fields of a list's row. */
export interface FoundUser extends Schema.Schema.Type<typeof FoundUserSchema> {}
export const FoundUserSchema = Schema.Struct({
  ...UserSummarySchema.fields,
  /** First name. */
  firstName: text,
  /** Last name. */
  lastName: text,
  /** The fields that matched, in the API's spelling, such as `last_name`. */
  matched: Schema.Array(Schema.String),
});

/** Result of `findUsers`. */
export interface FoundUsers extends Schema.Schema.Type<typeof FoundUsersSchema> {}
export const FoundUsersSchema = Schema.Struct({
  /** Those whose user name matches come first, then by e-mail address, display name and other names. */
  users: Schema.Array(FoundUserSchema),
  /** `true` if there are more than `size`. */
  hasMore: Schema.Boolean,
});

const RecentSchema = Schema.Struct({
  /** In the last 24 hours. */
  day: Schema.Int,
  /** In the last 7 days. */
  week: Schema.Int,
  /** In the last 30 days. */
  month: Schema.Int,
});

/** Counts for a start page. All are exact. */
export interface Statistics extends Schema.Schema.Type<typeof StatisticsSchema> {}
export const StatisticsSchema = Schema.Struct({
  /** When the counts were taken: whole seconds on the wire. They are kept for ten seconds. */
  date: EpochSeconds,
  /** Number of users. */
  users: Schema.Int,
  /** Number of disabled users. */
  disabled: Schema.Int,
  /** Users by their last activity. */
  active: RecentSchema,
  /** Users by their registration. */
  registered: RecentSchema,
  /** Registrations on each of the last 30 days (UTC), oldest first; the last one is today. */
  days: Schema.Array(
    Schema.Struct({
      /** Beginning of the day: whole seconds on the wire. */
      date: EpochSeconds,
      /** Number of users that registered on that day and still exist. */
      users: Schema.Int,
    }),
  ),
  /** The five newest users, newest first. */
  newest: Schema.Array(UserSummarySchema),
  /** Failed sign-ins in the last 24 hours. */
  failedSignIns: Schema.Int,
  /** Accounts whose rate limit rejects sign-ins now. */
  lockedAccounts: Schema.Int,
  /** Client addresses whose rate limit rejects sign-ins now. */
  lockedAddresses: Schema.Int,
});

/** How many users have a template. */
export interface TemplateUsage extends Schema.Schema.Type<typeof TemplateUsageSchema> {}
export const TemplateUsageSchema = Schema.Struct({
  /** Id of the template. */
  id: Schema.String,
  /** Number of users. */
  users: Schema.Int,
});

/** Everything that is stored about a user, by wire names and without secrets. */
export interface UserExport extends Schema.Schema.Type<typeof UserExportSchema> {}
export const UserExportSchema = Schema.Record(Schema.String, Schema.Unknown);
