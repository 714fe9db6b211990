import {
  publicFieldsOf,
  type User,
  UserFilterSchema,
  UserSchema,
  type UserSummary,
  UserSummarySchema,
} from "@knetik-users/core/effect";

const publicFilters = publicFieldsOf(UserFilterSchema);
const publicSummaryFields = publicFieldsOf(UserSummarySchema);

/** Whether only a USERS_ADMIN may search by it: others would learn a private field by guessing. */
export const isPrivateFilter = (name: string): boolean => !publicFilters.has(name);

/** Whether only a USERS_ADMIN may sort by it. */
export const isPrivateProperty = (name: string): boolean => !publicSummaryFields.has(name);

const keepFields =
  <A extends object>(fields: ReadonlySet<string>) =>
  (whole: A): A =>
    // Private fields are optional in both types, so the rest is one of them.
    Object.fromEntries(Object.entries(whole).filter(([name]) => fields.has(name))) as A;

/** Removes the private fields of a user. */
export const publicUser = keepFields<User>(publicFieldsOf(UserSchema));
/** Removes the private fields of a row of a list. */
export const publicSummary = keepFields<UserSummary>(publicSummaryFields);
