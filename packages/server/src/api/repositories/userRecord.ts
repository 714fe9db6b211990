import {
  publicFieldsOf,
  type User,
  UserSchema,
  type UserSummary,
  UserSummarySchema,
} from "@knetik-users/core/effect";
import type { Selectable } from "kysely";
import type { UsersTable } from "../../database/tables.ts";
import { isAddressLike } from "../../database/names/username.ts";
import { readProperties } from "../properties/json.ts";

export type UserRow = Selectable<UsersTable>;
type WholeRow = UserRow & { readonly tags: ReadonlyArray<string> };
type Column = keyof UserRow;

/** A field of a user: the columns it needs, and its value. */
interface Field<Value> {
  readonly columns: ReadonlyArray<Column>;
  readonly read: (row: WholeRow) => Value | undefined;
}

const text = <Name extends Column>(column: Name): Field<NonNullable<UserRow[Name]>> => ({
  columns: [column],
  read: (row) => row[column] ?? undefined,
});

const date = (
  column: "member_since" | "last_updated" | "last_activity" | "date_of_birth",
): Field<Date> => ({
  columns: [column],
  read: (row) => {
    const seconds = row[column];
    return seconds === null ? undefined : new Date(seconds * 1000);
  },
});

type FieldsOf<A> = {
  readonly [Name in Exclude<keyof A, "unknownFields">]-?: Field<NonNullable<A[Name]>>;
};

const summaryFields: FieldsOf<UserSummary> = {
  id: text("id"),
  displayName: {
    columns: ["display_name", "username"],
    read: (row) => row.display_name ?? row.username,
  },
  avatarUrl: text("avatar_url"),
  memberSince: date("member_since"),
  lastUpdated: date("last_updated"),
  username: text("username"),
  email: text("email"),
  fullname: text("fullname"),
  lastActivity: date("last_activity"),
};

/** A user name that is an e-mail address is private, so it is not shown in place of a display name. */
const publicDisplayName: Field<string> = {
  columns: ["display_name", "username"],
  read: ({ display_name, username }) => {
    const shown = display_name ?? username;
    return shown === username && isAddressLike(username) ? undefined : shown;
  },
};

const userFields: FieldsOf<Omit<User, "children" | "parents">> = {
  ...summaryFields,
  firstName: text("first_name"),
  lastName: text("last_name"),
  description: text("description"),
  gender: text("gender"),
  dateOfBirth: date("date_of_birth"),
  mobileNumber: text("mobile_number"),
  address: text("address"),
  address2: text("address2"),
  city: text("city"),
  state: text("state"),
  postalCode: text("postal_code"),
  countryCode: text("country_code"),
  currencyCode: text("currency_code"),
  languageCode: text("language_code"),
  timezoneCode: text("timezone_code"),
  tags: { columns: [], read: ({ tags }) => tags },
  template: text("template_id"),
  additionalProperties: {
    columns: ["additional_properties"],
    read: ({ additional_properties: json }) => (json === null ? undefined : readProperties(json)),
  },
};

/** Reads some fields of users, and no other columns. */
export interface Reader<A> {
  readonly columns: ReadonlyArray<Column>;
  readonly read: (row: Pick<UserRow, Column>) => A;
}

const readerOf = <A>(
  fields: Readonly<Record<string, Field<unknown>>>,
  isRead: (name: string) => boolean,
): Reader<A> => {
  const some = Object.entries(fields).filter(([name]) => isRead(name));
  return {
    columns: [...new Set(some.flatMap(([, { columns }]) => columns))],
    read: (row) => {
      const record: Record<string, unknown> = {};
      for (const [name, { read }] of some) {
        const value = read(row as WholeRow);
        if (value !== undefined) record[name] = value;
      }
      // The optional fields may be missing; the other ones are public.
      return record as A;
    },
  };
};

const publicUserFields = publicFieldsOf(UserSchema);
export const publicSummaryFields: ReadonlySet<string> = publicFieldsOf(UserSummarySchema);

/** A user without the private fields. */
export const publicUser: Reader<User> = readerOf(
  { ...userFields, displayName: publicDisplayName },
  (name) => publicUserFields.has(name),
);
/** A row of a list without the private fields. */
export const publicSummary: Reader<UserSummary> = readerOf(
  { ...summaryFields, displayName: publicDisplayName },
  (name) => publicSummaryFields.has(name),
);
/** A row of a list. A complete user may be a thousand times larger. */
export const wholeSummary: Reader<UserSummary> = readerOf(summaryFields, () => true);
const wholeUser: Reader<User> = readerOf(userFields, () => true);

/** The columns of a complete user. */
export const userColumns: ReadonlyArray<Column> = wholeUser.columns;

/** Maps a row to a user, with its private fields. */
export const userOf = (row: Pick<UserRow, Column>, tags: ReadonlyArray<string>): User =>
  wholeUser.read({ ...row, tags } as WholeRow);
