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

/**
 * Checks whether only a USERS_ADMIN may use the filter. Others could guess a private field with it.
 */
export const isPrivateFilter = (name: string): boolean => !publicFilters.has(name);

/** Checks whether only a USERS_ADMIN may sort by the property. */
export const isPrivateProperty = (name: string): boolean => !publicSummaryFields.has(name);

const keepFields =
  <A extends object>(fields: ReadonlySet<string>) =>
  (whole: A): A =>
    // Private fields are optional in both types, so the result has the same type.
    Object.fromEntries(Object.entries(whole).filter(([name]) => fields.has(name))) as A;

/** Removes the private fields of a user. */
export const publicUser = keepFields<User>(publicFieldsOf(UserSchema));
/** Removes the private fields of a row of a list. */
export const publicSummary = keepFields<UserSummary>(publicSummaryFields);
