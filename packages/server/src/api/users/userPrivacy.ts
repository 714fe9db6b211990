import {
  publicFieldsOf,
  type User,
  UserFilterSchema,
  UserSchema,
  type UserSummary,
  UserSummarySchema,
} from "@knetik-users/core/effect";
import { isAddressLike } from "../../database/names/username.ts";

const publicFilters = publicFieldsOf(UserFilterSchema);
const publicSummaryFields = publicFieldsOf(UserSummarySchema);

/**
 * Checks whether only a USERS_ADMIN may use the filter. Others could guess a private field with it.
 */
export const isPrivateFilter = (name: string): boolean => !publicFilters.has(name);

/** Checks whether only a USERS_ADMIN may sort by the property. */
export const isPrivateProperty = (name: string): boolean => !publicSummaryFields.has(name);

/** The user name, shown instead of a display name, is private if it is an e-mail address. */
const showsAddress = ({ displayName, username = "" }: UserSummary) =>
  displayName === username && isAddressLike(username);

const keepFields =
  <A extends UserSummary>(fields: ReadonlySet<string>) =>
  (whole: A): A => {
    const isShown = ([name]: readonly [string, unknown]) =>
      fields.has(name) && !(name === "displayName" && showsAddress(whole));
    // Private fields are optional in both types, so the result has the same type.
    return Object.fromEntries(Object.entries(whole).filter(isShown)) as A;
  };

/** Removes the private fields of a user. */
export const publicUser = keepFields<User>(publicFieldsOf(UserSchema));
/** Removes the private fields of a row of a list. */
export const publicSummary = keepFields<UserSummary>(publicSummaryFields);
