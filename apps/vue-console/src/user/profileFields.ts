import type { User, UserUpdate } from "@knetik-users/core";

/** Editable text fields of a user. */
export type ProfileField = Exclude<
  {
    [Name in keyof UserUpdate]-?: NonNullable<UserUpdate[Name]> extends string ? Name : never;
  }[keyof UserUpdate],
  "template"
>;

interface Field {
  readonly label: string;
  readonly type?: "email" | "tel" | "url";
  readonly rows?: number;
  readonly hint?: string;
  readonly required?: boolean;
  /** Public field. */
  readonly isPublic?: boolean;
}

/** Labels of the fields; omitting one is a compile error. */
export const profileFields: { readonly [Name in ProfileField]: Field } = {
  username: { label: "User name", required: true },
  email: { label: "E-mail", type: "email", required: true },
  displayName: { label: "Display name", isPublic: true, hint: "The user name, if left empty" },
  avatarUrl: { label: "Avatar URL", type: "url", isPublic: true },
  firstName: { label: "First name" },
  lastName: { label: "Last name" },
  fullname: { label: "Full name" },
  gender: { label: "Gender" },
  mobileNumber: { label: "Mobile number", type: "tel" },
  address: { label: "Address" },
  address2: { label: "Address, second line" },
  postalCode: { label: "Postal code" },
  city: { label: "City" },
  state: { label: "State" },
  countryCode: { label: "Country", hint: "ISO 3166, three letters" },
  languageCode: { label: "Language", hint: "ISO 639, three letters" },
  currencyCode: { label: "Currency" },
  timezoneCode: { label: "Time zone" },
  description: { label: "Description", rows: 4 },
};

export const profileFieldNames = Object.keys(profileFields) as ReadonlyArray<ProfileField>;

/** Form values of a user: text, with the date of birth as in its input. */
export type ProfileDraft = { [Name in ProfileField | "dateOfBirth"]: string };

const cannotBeCleared: ReadonlySet<string> = new Set(["username", "email"]);

/** Only the changed fields, so that changes by others are kept. */
export const changesOf = (before: ProfileDraft, after: ProfileDraft): UserUpdate => {
  const changed = Object.entries(after).filter(
    ([name, text]) => before[name as keyof ProfileDraft] !== text,
  );
  return Object.fromEntries(
    changed.map(([name, text]) => {
      if (text === "" && !cannotBeCleared.has(name)) return [name, null];
      return [name, name === "dateOfBirth" ? new Date(`${text}T00:00:00Z`) : text];
    }),
  );
};

/** Initial form values of a user. */
export const draftOf = (user: User, dayOfBirth: string): ProfileDraft => ({
  ...(Object.fromEntries(
    profileFieldNames.map((name) => [name, user[name] ?? ""]),
  ) as ProfileDraft),
  dateOfBirth: dayOfBirth,
});
