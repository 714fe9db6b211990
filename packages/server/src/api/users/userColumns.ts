import type { UserRegistration, UserUpdate } from "@knetik-users/core/effect";
import { emailKey, normalEmail } from "../../database/names/emailAddress.ts";
import { storedSkeleton } from "../../database/names/confusables.ts";
import { isAddressLike, normalUsername, usernameKey } from "../../database/names/username.ts";
import { accentKey, searchKey } from "../../database/searchKey.ts";
import { writeProperties } from "../properties/json.ts";

/** Maps a value. `undefined` (keep) and `null` (clear) stay. */
const columnMapping = <A, B>(value: A | null | undefined, convert: (value: A) => B) =>
  value === null ? null : unlessOmitted(value, convert);

const unlessOmitted = <A, B>(value: A | undefined, convert: (value: A) => B) =>
  value === undefined ? undefined : convert(value);

const accentKeysOf = (user: UserRegistration | UserUpdate) => ({
  username_plain: unlessOmitted(user.username, accentKey),
  email_plain: unlessOmitted(user.email, accentKey),
  display_name_plain: columnMapping(user.displayName, accentKey),
  fullname_plain: columnMapping(user.fullname, accentKey),
  first_name_plain: columnMapping(user.firstName, accentKey),
  last_name_plain: columnMapping(user.lastName, accentKey),
});

/** Columns of the fields of a request; `undefined` for omitted ones. */
export const columnsOf = (user: UserRegistration | UserUpdate) => ({
  username: unlessOmitted(user.username, normalUsername),
  username_key: unlessOmitted(user.username, usernameKey),
  username_skeleton: unlessOmitted(user.username, storedSkeleton),
  email: unlessOmitted(user.email, normalEmail),
  email_key: unlessOmitted(user.email, emailKey),
  display_name: user.displayName,
  avatar_url: user.avatarUrl,
  fullname: user.fullname,
  fullname_key: columnMapping(user.fullname, searchKey),
  first_name: user.firstName,
  first_name_key: columnMapping(user.firstName, searchKey),
  last_name: user.lastName,
  last_name_key: columnMapping(user.lastName, searchKey),
  ...accentKeysOf(user),
  description: user.description,
  gender: user.gender,
  date_of_birth: columnMapping(user.dateOfBirth, (date) => Math.floor(date.getTime() / 1000)),
  mobile_number: user.mobileNumber,
  address: user.address,
  address2: user.address2,
  city: user.city,
  state: user.state,
  postal_code: user.postalCode,
  country_code: user.countryCode,
  currency_code: user.currencyCode,
  language_code: user.languageCode,
  timezone_code: user.timezoneCode,
  template_id: user.template,
  additional_properties: columnMapping(user.additionalProperties, writeProperties),
});

/**
 * A client may fill in the user name as display name. A user's own address is not stored as the
 * name that everybody sees.
 */
export const withoutOwnAddress = <Given extends UserRegistration | UserUpdate>(
  user: Given,
  { username, email }: { readonly username: string; readonly email: string },
): Given => {
  const shown = user.displayName ?? "";
  const isOwn = [usernameKey(username), emailKey(email)].includes(usernameKey(shown));
  return isAddressLike(shown) && isOwn ? { ...user, displayName: null } : user;
};

/**
 * The search key of the name that everybody sees. Empty if that would be an e-mail address, which
 * could otherwise be guessed by searching and sorting.
 */
export const displayKey = (displayName: string | null | undefined, username: string) =>
  searchKey(displayName ?? (isAddressLike(username) ? "" : username));
