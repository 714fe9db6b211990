import type { Page } from "./page.ts";
import type { UserSummary } from "./user.ts";

/** The state of a user's account, which the user itself does not show. */
export interface Account {
  /** Id of the user. */
  readonly id: number;
  /** Since then the user cannot sign in: whole seconds on the wire. Absent if the user is enabled. */
  readonly disabledDate?: Date | undefined;
  /** `false` for a user who has to reset the password first. */
  readonly hasPassword: boolean;
  /** Granted roles. */
  readonly roles: ReadonlyArray<string>;
  /** Whole seconds on the wire. Absent if the audit trail knows of none. */
  readonly lastSignIn?: Date | undefined;
  /** Failed sign-ins in the last 24 hours. */
  readonly failedSignIns: number;
  /** Until then the rate limit of the account rejects sign-ins. Absent if it does not. */
  readonly lockedUntil?: Date | undefined;
  /** Version of the user's data: the `ETag` of the user, for `If-Match` in an update. */
  readonly version: string;
}

/** One action in the audit trail. */
export interface AuditRecord {
  /** Increases with time. */
  readonly id: number;
  /** Whole seconds on the wire. */
  readonly at: Date;
  /** Such as `user.updated`. */
  readonly event: string;
  /** The acting user; absent for a client that acts on its own behalf. */
  readonly userId?: number | undefined;
  /** The client that was used; absent if there was none. */
  readonly clientId?: string | undefined;
  /** Address of the client; absent if it is unknown or was erased. */
  readonly address?: string | undefined;
  /** Such as `user:42`; absent if the action has none. */
  readonly target?: string | undefined;
  /** Names of the changed fields, in the API's spelling. */
  readonly fields: ReadonlyArray<string>;
}

/** Search parameters of `getAuditRecords`. */
export interface AuditSearch {
  /** Records of what this user did, and of what was done to it. */
  readonly user: number;
  /** Records per page. Default 25, at most 1,000. */
  readonly size?: number | undefined;
  /** Page number, starting at 1. Default 1. */
  readonly page?: number | undefined;
}

/** Search parameters of `findUsers`. */
export interface UserQuery {
  /** The beginning of a name or of an e-mail address; or a first name and the beginning of a last name. */
  readonly search: string;
  /** Maximum number of users. Default 25, at most 1,000. */
  readonly size?: number | undefined;
}

/** A user that `findUsers` found, with the private fields of a list's row. */
export interface FoundUser extends UserSummary {
  /** First name. */
  readonly firstName?: string | undefined;
  /** Last name. */
  readonly lastName?: string | undefined;
  /** The fields that matched, in the API's spelling, such as `last_name`. */
  readonly matched: ReadonlyArray<string>;
}

/** Result of `findUsers`. */
export interface FoundUsers {
  /** Those whose user name matches come first, then by e-mail address, display name and other names. */
  readonly users: ReadonlyArray<FoundUser>;
  /** `true` if there are more than `size`. */
  readonly hasMore: boolean;
}

/** Counts of the last days. */
interface Recent {
  /** In the last 24 hours. */
  readonly day: number;
  /** In the last 7 days. */
  readonly week: number;
  /** In the last 30 days. */
  readonly month: number;
}

/** Counts for a start page. All are exact. */
export interface Statistics {
  /** When the counts were taken: whole seconds on the wire. They are kept for ten seconds. */
  readonly date: Date;
  /** Number of users. */
  readonly users: number;
  /** Number of disabled users. */
  readonly disabled: number;
  /** Users by their last activity. */
  readonly active: Recent;
  /** Users by their registration. */
  readonly registered: Recent;
  /** Registrations on each of the last 30 days (UTC), oldest first; the last one is today. */
  readonly days: ReadonlyArray<{
    /** Beginning of the day: whole seconds on the wire. */
    readonly date: Date;
    /** Number of users that registered on that day and still exist. */
    readonly users: number;
  }>;
  /** The five newest users, newest first. */
  readonly newest: ReadonlyArray<UserSummary>;
  /** Failed sign-ins in the last 24 hours. */
  readonly failedSignIns: number;
  /** Accounts whose rate limit rejects sign-ins now. */
  readonly lockedAccounts: number;
  /** Client addresses whose rate limit rejects sign-ins now. */
  readonly lockedAddresses: number;
}

/** How many users have a template. */
export interface TemplateUsage {
  /** Id of the template. */
  readonly id: string;
  /** Number of users. */
  readonly users: number;
}

/** Everything that is stored about a user, by wire names and without secrets. */
export type UserExport = { readonly [name: string]: unknown };

/** The types of administration, by the name of the codec and the schema. */
export interface AdminModels {
  // Queries.
  readonly AuditSearch: AuditSearch;
  readonly UserQuery: UserQuery;
  // Responses.
  readonly Account: Account;
  readonly AuditPage: Page<AuditRecord>;
  readonly FoundUsers: FoundUsers;
  readonly Statistics: Statistics;
  readonly TemplateUsages: ReadonlyArray<TemplateUsage>;
  readonly UserExport: UserExport;
}
