import type { User, UserSummary } from "@knetik-users/core/effect";
import type { Selectable } from "kysely";
import type { UsersTable } from "../../database/tables.ts";
import { readProperties } from "../properties/json.ts";

export type UserRow = Selectable<UsersTable>;

const dateOf = (seconds: number | null) =>
  seconds === null ? undefined : new Date(seconds * 1000);

/** Columns of a list row. A complete user may be a thousand times larger. */
export const summaryColumns = [
  "id",
  "username",
  "email",
  "display_name",
  "avatar_url",
  "fullname",
  "member_since",
  "last_updated",
  "last_activity",
] as const satisfies ReadonlyArray<keyof UserRow>;

export type SummaryRow = Pick<UserRow, (typeof summaryColumns)[number]>;

const fieldsOf = (row: SummaryRow) => ({
  id: row.id,
  displayName: row.display_name ?? row.username,
  avatarUrl: row.avatar_url ?? undefined,
  memberSince: dateOf(row.member_since),
  lastUpdated: dateOf(row.last_updated),
});

/** Maps a row to a user, with its private fields. */
export const userOf = (row: UserRow, tags: ReadonlyArray<string>): User => ({
  ...fieldsOf(row),
  username: row.username,
  email: row.email,
  fullname: row.fullname ?? undefined,
  firstName: row.first_name ?? undefined,
  lastName: row.last_name ?? undefined,
  description: row.description ?? undefined,
  gender: row.gender ?? undefined,
  dateOfBirth: dateOf(row.date_of_birth),
  mobileNumber: row.mobile_number ?? undefined,
  address: row.address ?? undefined,
  address2: row.address2 ?? undefined,
  city: row.city ?? undefined,
  state: row.state ?? undefined,
  postalCode: row.postal_code ?? undefined,
  countryCode: row.country_code ?? undefined,
  currencyCode: row.currency_code ?? undefined,
  languageCode: row.language_code ?? undefined,
  timezoneCode: row.timezone_code ?? undefined,
  tags,
  template: row.template_id ?? undefined,
  additionalProperties:
    row.additional_properties === null ? undefined : readProperties(row.additional_properties),
  lastActivity: dateOf(row.last_activity),
});

/** Maps a row to a summary, with its private fields. */
export const summaryOf = (row: SummaryRow): UserSummary => ({
  ...fieldsOf(row),
  username: row.username,
  email: row.email,
  fullname: row.fullname ?? undefined,
  lastActivity: dateOf(row.last_activity),
});
