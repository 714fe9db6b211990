import type { Paging } from "./paging.ts";

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

/** Filters of `getUsers`. A user must match all of them. */
export interface UserFilter {
  /** Display name starts with. */
  readonly displayName?: string | undefined;
  /** E-mail address starts with. Needs USERS_ADMIN. */
  readonly email?: string | undefined;
  /** First name starts with. Needs USERS_ADMIN. */
  readonly firstName?: string | undefined;
  /** Full name starts with. Needs USERS_ADMIN. */
  readonly fullname?: string | undefined;
  /** Last name starts with. Needs USERS_ADMIN. */
  readonly lastName?: string | undefined;
  /** User name starts with. Needs USERS_ADMIN. */
  readonly username?: string | undefined;
  /** Has this tag. Not empty. */
  readonly tag?: string | undefined;
  /** Is in this group, by the group's unique name. Not empty. */
  readonly group?: string | undefined;
  /** Has this role. Not empty. */
  readonly role?: string | undefined;
  /** Was last active before, at or after a point in time. Sent as whole seconds. */
  readonly lastActivity?: DateComparison | undefined;
  /** Has one of these ids; at least one. */
  readonly ids?: ReadonlyArray<number> | undefined;
  /** Display name starts with, or user name if there is no display name. */
  readonly search?: string | undefined;
}

/** Input of `getUsers`. */
export interface UserSearch extends Paging<(typeof userSortProperties)[number]> {
  /** A user must match all of them. All users match if it is omitted. */
  readonly filter?: UserFilter | undefined;
}
